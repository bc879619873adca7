"""Wagtail's own pages for accounts and roles, without the ways by which who manages accounts could get at referrals."""
