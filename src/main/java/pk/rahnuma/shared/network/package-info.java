/// Fair sharing among the networks of clients: how much of a common limit each of them may use. A network is an address
/// of IPv4, or a /64 of IPv6, as [pk.rahnuma.shared.NetworkPrefix] writes it; a site is all /64 of one /48.
package pk.rahnuma.shared.network;
