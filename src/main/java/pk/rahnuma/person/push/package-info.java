/// Web push (RFC 8030): browsers and apps that get news while they are closed.
///
/// [pk.rahnuma.person.push.PushSubscriptionService] has the subscriptions of a person,
/// [pk.rahnuma.person.push.PushMessageSender] sends to one, encrypted for it (RFC 8291) and signed by the desk's own
/// key ([pk.rahnuma.person.push.VapidKeys], RFC 8292).
package pk.rahnuma.person.push;
