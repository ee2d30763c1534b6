"""The service over HTTP: the JSON API under /api/v1 and the page in Russian and Kazakh."""

from api.http.app import create_app

__all__ = ["create_app"]
