/// Field types of public IP addresses, and the extraction of addresses from free text. The domain uses
/// [pk.rahnuma.dialog.field.network.IpAddresses] and [pk.rahnuma.dialog.field.network.IpAddressExtractor] too.
package pk.rahnuma.dialog.field.network;
