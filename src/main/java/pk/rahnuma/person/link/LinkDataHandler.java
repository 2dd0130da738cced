package pk.rahnuma.person.link;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import pk.rahnuma.vault.PersonalDataHandler;

/// Personal data handler for links. An export says that there are links, and nothing about the other persons; an
/// erasure removes them and leaves the others.
@Singleton
final class LinkDataHandler implements PersonalDataHandler {

    private final PersonLinkRepository links;
    private final LinkOfferRepository offers;
    private final LinkedActRepository acts;

    LinkDataHandler(PersonLinkRepository links, LinkOfferRepository offers, LinkedActRepository acts) {
        this.links = links;
        this.offers = offers;
        this.acts = acts;
    }

    @Override
    public LockOrder lockOrder() {
        return LockOrder.PERSON;
    }

    @Override
    public Map<String, Object> exportData(long person) {
        List<PersonLink> linked = links.findLinks(person);
        return linked.isEmpty()
                ? Map.of()
                : Map.of(
                        "linked",
                        linked.stream()
                                .map(link -> Map.of("since", link.linked()))
                                .toList());
    }

    @Override
    public boolean allowsAttachment(long from, long to) {
        return links.findLinks(from).isEmpty();
    }

    @Override
    public void eraseData(long person, Instant now) {
        List<Long> others =
                links.findLinks(person).stream().map(PersonLink::other).toList();
        links.deleteByPerson(person);
        offers.deleteByPerson(person);
        acts.deleteByOwnerId(person);
        others.forEach(other -> offers.insertEnd(other, now));
    }

    @Override
    public int deleteExpired(Instant now, int limit) {
        List<Long> expired = offers.findExpired(now.minus(LinkOfferService.OFFER_TTL), limit);
        if (!expired.isEmpty()) {
            offers.deleteByIdIn(expired);
        }
        return expired.size();
    }
}
