package pk.rahnuma.person.link;

import static org.assertj.core.api.Assertions.assertThat;
import static pk.rahnuma.person.link.LinkFixture.NOW;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import pk.rahnuma.OnEachDatabase;
import pk.rahnuma.TestDatabase;
import pk.rahnuma.audit.AuditChainFixture;
import pk.rahnuma.audit.AuditLog;
import pk.rahnuma.person.PersonErasureService;
import pk.rahnuma.person.link.LinkOfferService.SignInOffer;

/// Links, their ends, and the offers of sign-ins.
@OnEachDatabase(always = true)
class PersonLinkServiceTest {

    private final LinkFixture fixture;
    private final PersonLinkService service;
    private final LinkOfferService offers;
    private final long ayesha;
    private final long bilal;

    PersonLinkServiceTest(TestDatabase database) {
        this.fixture = new LinkFixture(database);
        this.service = fixture.bean(PersonLinkService.class);
        this.offers = fixture.bean(LinkOfferService.class);
        this.ayesha = fixture.createPerson();
        this.bilal = fixture.createPerson();
    }

    @Test
    void bothAreLinkedAndGetANotice() {
        assertThat(fixture.link(ayesha, bilal)).isEqualTo(LinkOutcome.LINKED);
        assertThat(fixture.areLinked(ayesha, bilal)).isTrue();
        assertThat(service.listLinks(ayesha)).singleElement().satisfies(linked -> {
            assertThat(linked.channel()).isEqualTo("telegram");
            assertThat(linked.linked()).isEqualTo(NOW);
        });
        for (long person : List.of(ayesha, bilal)) {
            assertThat(fixture.sentTo(person)).singleElement().asString().contains("is connected with this one now");
            assertThat(fixture.count("conversation", "id", person)).isOne();
            assertThat(AuditChainFixture.faultsOf(fixture.bean(AuditLog.class), person))
                    .isEmpty();
        }
        assertThat(fixture.link(bilal, ayesha)).as("again").isEqualTo(LinkOutcome.LINKED);
        assertThat(service.countLinks(ayesha)).isOne();
    }

    @Test
    void linksAreInPairs() {
        long sana = fixture.createPerson();
        fixture.link(ayesha, bilal);
        fixture.link(bilal, sana);
        assertThat(fixture.areLinked(ayesha, sana)).isFalse();
        assertThat(service.countLinks(bilal)).isEqualTo(2);
    }

    @Test
    void eitherSidePartsAtOnceAndTheOtherGetsANotice() {
        fixture.link(ayesha, bilal);
        long link = service.listLinks(bilal).getFirst().id();
        long stranger = fixture.createPerson();
        assertThat(service.partPersons(stranger, link, NOW)).isFalse();
        assertThat(service.partPersons(bilal, link, NOW)).isTrue();
        assertThat(service.countLinks(ayesha) + service.countLinks(bilal)).isZero();
        assertThat(service.partPersons(ayesha, link, NOW)).as("again").isFalse();
        fixture.bean(PersonLinkJob.class).processAll(NOW);
        fixture.bean(PersonLinkJob.class).processAll(NOW);
        assertThat(fixture.sentTo(ayesha))
                .filteredOn(text -> text.contains("is not connected any more"))
                .hasSize(1);
        assertThat(fixture.sentTo(bilal)).noneMatch(text -> text.contains("is not connected any more"));
        assertThat(fixture.link(ayesha, bilal)).isEqualTo(LinkOutcome.LINKED);
    }

    @Test
    void aPersonHasAFewLinksAtMostAlsoWhenManyAreMadeAtOnce() throws Exception {
        List<Callable<LinkOutcome>> wishes = new ArrayList<>();
        for (int i = 0; i < PersonLinkService.MAX_LINKS_PER_PERSON + 2; i++) {
            long other = fixture.createPerson();
            boolean first = i % 2 == 0;
            wishes.add(() -> fixture.link(first ? ayesha : other, first ? other : ayesha));
        }
        List<LinkOutcome> outcomes = new ArrayList<>();
        try (ExecutorService executor = Executors.newFixedThreadPool(4)) {
            for (Future<LinkOutcome> outcome : executor.invokeAll(wishes)) {
                outcomes.add(outcome.get());
            }
        }
        assertThat(outcomes)
                .filteredOn(outcome -> outcome == LinkOutcome.TOO_MANY)
                .hasSize(2);
        assertThat(service.countLinks(ayesha)).isEqualTo(PersonLinkService.MAX_LINKS_PER_PERSON);
    }

    @Test
    void anErasureRemovesTheLinksAndLeavesTheOther() {
        fixture.link(ayesha, bilal);
        fixture.inTransaction(() -> {
            fixture.bean(PersonErasureService.class).eraseLocked(ayesha, NOW);
            return null;
        });
        assertThat(service.countLinks(bilal)).isZero();
        fixture.bean(PersonLinkJob.class).processAll(NOW);
        assertThat(fixture.sentTo(bilal)).anyMatch(text -> text.contains("is not connected any more"));
        assertThat(fixture.count("link_offer", "from_person", ayesha)
                        + fixture.count("person_link", "other_id", ayesha))
                .isZero();
    }

    @Test
    void anExportSaysThatThereIsALinkAndNothingOfTheOther() {
        fixture.link(ayesha, bilal);
        assertThat(fixture.bean(LinkDataHandler.class).exportData(ayesha).toString())
                .isEqualTo("{linked=[{since=" + NOW + "}]}")
                .doesNotContain(Long.toString(bilal));
    }

    @Test
    void anOfferIsForOnePersonForTenMinutesAndARepeatChangesNothing() {
        long offer = offers.createOffer(bilal, ayesha, NOW);
        assertThat(offers.findOffer(ayesha, offer, NOW)).as("the other side").isEmpty();
        assertThat(offers.acceptOffer(ayesha, offer, NOW)).isEqualTo(LinkOutcome.GONE);
        assertThat(offers.acceptOffer(bilal, offer, NOW.plus(LinkOfferService.OFFER_TTL)))
                .isEqualTo(LinkOutcome.GONE);
        assertThat(offers.findOffer(bilal, offer, NOW))
                .contains(new SignInOffer(offer, "telegram", NOW.plus(Duration.ofMinutes(10)), false));
        for (int i = 0; i < 2; i++) {
            assertThat(offers.acceptOffer(bilal, offer, NOW)).isEqualTo(LinkOutcome.LINKED);
            assertThat(offers.findOffer(bilal, offer, NOW))
                    .hasValueSatisfying(taken -> assertThat(taken.accepted()).isTrue());
        }
        assertThat(fixture.sentTo(ayesha)).hasSize(1);
        assertThat(offers.acceptOffer(bilal, 1, NOW)).isEqualTo(LinkOutcome.GONE);
        fixture.bean(LinkDataHandler.class).deleteExpired(NOW.plus(Duration.ofMinutes(11)), 1_000);
        assertThat(fixture.count("link_offer", "id", offer)).isZero();
    }
}
