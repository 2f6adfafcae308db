"""The network from which somebody asks: for counting how often, and for nothing else."""

from ipaddress import IPv6Network, ip_address

from allauth.account.adapter import get_adapter
from django.http import HttpRequest

# What one household or body has of IPv6.
PREFIX = 64


def of(request: HttpRequest) -> str:
    """Its address as our own proxies tell it; of IPv6 the first 64 bits."""
    told = str(get_adapter().get_client_ip(request))
    try:
        address = ip_address(told)
    except ValueError:
        return told
    if address.version == 4:
        return told
    return str(IPv6Network(f"{address}/{PREFIX}", strict=False).network_address)
