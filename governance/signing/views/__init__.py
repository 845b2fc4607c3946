"""Pages of signing: documents to sign, with an account or a personal link, who is asked, and mandates."""
