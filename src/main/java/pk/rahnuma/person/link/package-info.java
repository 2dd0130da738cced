/// Links between persons who are one: each keeps what is theirs, lists show both, and each acts on the applications of
/// the other. A chat of the page whose person has nothing of their own yet is attached to the other person instead. The
/// rules are in docs/joining.md.
///
/// [LinkOfferService] takes the yes of both sides, [PersonLinkService] links and parts.
package pk.rahnuma.person.link;
