PYTHON := .venv/bin/python
.PHONY: migrations
migrations:
	$(PYTHON) manage.py makemigrations
