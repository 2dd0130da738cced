package pk.rahnuma.organisation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static pk.rahnuma.registration.DomainFixture.MONDAY;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import pk.rahnuma.OnEachDatabase;
import pk.rahnuma.TestDatabase;
import pk.rahnuma.organisation.OrganisationKey.IssuedKey;
import pk.rahnuma.organisation.OrganisationKeyAuthenticator.WorkingKey;
import pk.rahnuma.organisation.OrganisationKeyException.Reason;
import pk.rahnuma.registration.DomainFixture;

@OnEachDatabase
class OrganisationKeyServiceTest {

    private static final Duration DAY = Duration.ofDays(1);
    private static final Set<KeyScope> READ = Set.of(KeyScope.APPLICATIONS_READ);

    private final TestDatabase database;
    private final DomainFixture fixture;
    private final OrganisationKeyService service;
    private final OrganisationKeyAuthenticator authenticator;
    private final OrganisationKeyDataHandler dataHandler;
    private final long ayesha;
    private final String alif;
    private final long organisation;

    OrganisationKeyServiceTest(TestDatabase database) {
        this.database = database;
        this.fixture = new DomainFixture(database);
        this.service = database.getBean(OrganisationKeyService.class);
        this.authenticator = database.getBean(OrganisationKeyAuthenticator.class);
        this.dataHandler = database.getBean(OrganisationKeyDataHandler.class);
        this.ayesha = fixture.createPerson("en");
        this.alif = fixture.organisationFixture.createOrganisation(ayesha, "Alif", MONDAY);
        this.organisation = Organisation.fromCode(alif).orElseThrow();
    }

    private <T> T locked(Supplier<T> work) {
        return database.sql().inTransaction(() -> {
            fixture.persons.lockPerson(ayesha);
            return work.get();
        });
    }

    private IssuedKey createKey(Instant expires) {
        return locked(() -> service.createKey(
                ayesha, alif, new OrganisationKeyService.NewKey("Accounting", READ, expires), MONDAY));
    }

    private IssuedKey createKey() {
        return createKey(MONDAY.plus(DAY.multipliedBy(30)));
    }

    private IssuedKey rotate(IssuedKey key, Duration overlap) {
        return locked(() -> service.rotateKey(ayesha, alif, key.key().id(), overlap, Optional.empty(), MONDAY));
    }

    private void remove(IssuedKey key) {
        locked(() -> {
            service.removeKey(ayesha, alif, key.key().id(), MONDAY);
            return null;
        });
    }

    private boolean works(IssuedKey key, Instant now) {
        return authenticator
                .findKey(key.secret(), now)
                .map(WorkingKey::id)
                .equals(Optional.of(key.key().id()));
    }

    private List<String> entries() {
        List<String> entries = new ArrayList<>();
        fixture.audit
                .exportChain(organisation)
                .forEach(entry -> entries.add(entry.get("who") + " " + entry.get("what")));
        return entries;
    }

    @Test
    void aKeyWorksUntilItExpiresAndItsSecretIsNotStored() {
        IssuedKey key = createKey(MONDAY.plus(DAY));
        assertThat(works(key, MONDAY)).isTrue();
        assertThat(works(key, MONDAY.plus(DAY).minusSeconds(1))).isTrue();
        assertThat(works(key, MONDAY.plus(DAY))).isFalse();
        WorkingKey found = authenticator.findKey(key.secret(), MONDAY).orElseThrow();
        assertThat(found.organisation()).isEqualTo(organisation);
        assertThat(found.scopes()).isEqualTo(READ);
        assertThat(authenticator.findChat(found).conversation()).isEqualTo(found.id());
        assertThat(locked(() -> service.listKeys(ayesha, alif)))
                .usingRecursiveFieldByFieldElementComparator()
                .containsExactly(key.key());
        assertThat(key.key().beginning()).isEqualTo(key.secret().substring(0, 7));
        assertThat(key.toString()).doesNotContain(key.secret());
        assertThat(authenticator.findKey(KeySecrets.createSecret(), MONDAY)).isEmpty();
        assertThat(authenticator.findKey(key.secret() + "x", MONDAY)).isEmpty();
    }

    @Test
    void afterARotationTheSecretBeforeWorksForTheOverlapOnly() {
        IssuedKey first = createKey();
        IssuedKey second = rotate(first, Duration.ofHours(2));
        assertThat(works(first, MONDAY.plus(Duration.ofMinutes(119)))).isTrue();
        assertThat(works(first, MONDAY.plus(Duration.ofHours(2)))).isFalse();
        assertThat(works(second, MONDAY.plus(DAY))).isTrue();
        assertThat(second.key().oldUntil()).isEqualTo(MONDAY.plus(Duration.ofHours(2)));
        IssuedKey third = rotate(second, Duration.ZERO);
        assertThat(Stream.of(first, second, third))
                .extracting(key -> works(key, MONDAY))
                .containsExactly(false, false, true);
    }

    @Test
    void aRemovedKeyIsRefusedAtOnceAndItsConversationIsErased() {
        IssuedKey key = createKey();
        remove(key);
        assertThat(works(key, MONDAY)).isFalse();
        assertThat(database.sql()
                        .queryOne(
                                Integer.class,
                                "select count(*) from erasure where person_id = ? and told_at is not null",
                                key.key().id()))
                .isOne();
        assertThatThrownBy(() -> remove(key))
                .isInstanceOfSatisfying(
                        OrganisationKeyException.class,
                        refused -> assertThat(refused.reason()).isEqualTo(Reason.UNKNOWN_KEY));
        assertThat(entries()).endsWith("applicant key.made", "applicant key.removed");
    }

    @Test
    void onlyOwnersManageKeysAndTheyHaveAtMostTen() {
        long viewer = fixture.createPerson("en");
        fixture.organisationFixture.admitMember(alif, ayesha, viewer, "representative", MONDAY);
        for (long other : List.of(viewer, fixture.createPerson("en"))) {
            assertThatThrownBy(() -> locked(() -> service.listKeys(other, alif)))
                    .isInstanceOfSatisfying(
                            OrganisationKeyException.class,
                            refused -> assertThat(refused.reason()).isEqualTo(Reason.NOT_OWNER));
        }
        for (int i = 0; i < OrganisationKeyService.MAX_KEYS_PER_ORGANISATION; i++) {
            createKey();
        }
        assertThatThrownBy(this::createKey)
                .isInstanceOfSatisfying(
                        OrganisationKeyException.class,
                        refused -> assertThat(refused.reason()).isEqualTo(Reason.FULL));
    }

    @Test
    void otherMembersHearOfEachChange() {
        long bilal = fixture.createPerson("ur");
        fixture.organisationFixture.admitMember(alif, ayesha, bilal, "viewer", MONDAY);
        database.sql().execute("delete from member_notice where person_id in (?, ?)", ayesha, bilal);
        IssuedKey key = createKey();
        rotate(key, Duration.ZERO);
        remove(key);
        assertThat(database.sql()
                        .queryList(
                                String.class,
                                "select text_key from member_notice where person_id = ? order by text_key",
                                bilal))
                .containsExactly("member_key_made", "member_key_removed", "member_key_rotated");
        assertThat(database.sql()
                        .queryOne(Integer.class, "select count(*) from member_notice where person_id = ?", ayesha))
                .isZero();
    }

    @Test
    void aKeyActsForItsOrganisationAndCannotMakeAnother() {
        long key = createKey().key().id();
        assertThat(fixture.organisations.findRoles(List.of(key, ayesha)).get(key))
                .containsOnly(java.util.Map.entry(organisation, OrganisationRole.REPRESENTATIVE));
        assertThat(fixture.organisations.createOrganisations(
                        List.of(new OrganisationService.OrganisationRequest("Ba", "", "", key, "Key")), MONDAY))
                .containsExactly((Long) null);
        assertThat(fixture.organisations
                        .findActingMembers(List.of(organisation))
                        .get(organisation))
                .containsExactly(ayesha);
    }

    @Test
    void usesAreRecordedReadingOnceADayAndChangesEachTime() {
        WorkingKey key = authenticator.findKey(createKey().secret(), MONDAY).orElseThrow();
        authenticator.noteReading(key, KeyScope.APPLICATIONS_READ, MONDAY);
        authenticator.noteReading(key, KeyScope.APPLICATIONS_READ, MONDAY.plusSeconds(60));
        authenticator.noteReading(key, KeyScope.APPLICATIONS_READ, MONDAY.plus(DAY));
        authenticator.noteChange(key, "POST /x", MONDAY);
        authenticator.noteChange(key, "POST /x", MONDAY);
        assertThat(entries())
                .endsWith("key key.used", "key key.used", "key key.requested", "key key.requested")
                .filteredOn("key key.used"::equals)
                .hasSize(2);
        assertThat(locked(() -> service.listKeys(ayesha, alif)).getFirst().used())
                .hasToString("2026-11-24");
    }

    @Test
    void keysOutlastTheirMakerAndGoWithTheirOrganisation() {
        IssuedKey key = createKey();
        assertThat(dataHandler.exportData(ayesha).toString()).contains("Accounting");
        database.sql().inTransaction(() -> {
            dataHandler.eraseData(ayesha, MONDAY);
            return null;
        });
        assertThat(works(key, MONDAY)).isTrue();
        assertThat(locked(() -> service.listKeys(ayesha, alif)).getFirst().maker())
                .isNull();
        assertThat(dataHandler.findRetained(List.of(key.key().id(), ayesha)))
                .containsExactly(key.key().id());
        database.sql().inTransaction(() -> {
            dataHandler.eraseData(organisation, MONDAY);
            return null;
        });
        assertThat(works(key, MONDAY)).isFalse();
        assertThat(database.sql()
                        .queryOne(
                                Integer.class,
                                "select count(*) from erasure where person_id = ?",
                                key.key().id()))
                .isOne();
    }
}
