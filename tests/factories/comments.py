import factory

from governance.comments.models import Comment


class CommentFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Comment

    area = factory.SubFactory("tests.factories.areas.AreaFactory")
    kind = "question"
    code = "1.1"
    text = "Klopt dit wel?"
    by = factory.SubFactory("tests.factories.accounts.UserFactory")
