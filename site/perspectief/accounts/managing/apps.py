from wagtail.users.apps import WagtailUsersAppConfig


class ManagingConfig(WagtailUsersAppConfig):
    """In place of wagtail.users, as Wagtail's documentation says it is customised."""

    default = False
    user_viewset = "perspectief.accounts.managing.viewsets.ColleagueViewSet"
    group_viewset = "perspectief.accounts.managing.viewsets.GuardedGroupViewSet"
