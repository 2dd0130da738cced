package pk.rahnuma.person.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import pk.rahnuma.OnEachDatabase;
import pk.rahnuma.TestDatabase;
import pk.rahnuma.messaging.conversation.Channel;
import pk.rahnuma.messaging.conversation.Chat;
import pk.rahnuma.messaging.conversation.ChatAddress;
import pk.rahnuma.messaging.conversation.ChatRepository;
import pk.rahnuma.person.IdentityAddress;
import pk.rahnuma.person.IdentityKind;
import pk.rahnuma.person.PersonIdentityRepository;
import pk.rahnuma.registration.DomainFixture;
import pk.rahnuma.vault.PersonalDataHandler;
import pk.rahnuma.vault.SubjectEncryptionService;

@OnEachDatabase
class PersonSignInServiceTest {

    private static final Instant NOW = Instant.parse("2026-11-30T08:00:00Z");
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration DAY = Duration.ofDays(1);
    private static final SignInCaller NOBODY = new SignInCaller(null, "Firefox, Android", "ur");

    private final TestDatabase database;
    private final RecordingCodeSender sender = new RecordingCodeSender();
    private final PersonSignInService service;
    private final DeviceSessionService devices;
    private final PersonIdentityRepository identities;
    private final PersonalDataHandler handler;
    private final IdentityAddress ayesha = email();

    PersonSignInServiceTest(TestDatabase database) {
        this.database = database;
        database.vault().checkKeyset();
        this.devices = database.getBean(DeviceSessionService.class);
        this.identities = database.getBean(PersonIdentityRepository.class);
        this.handler = database.getBean(SignInDataHandler.class);
        this.service = serviceOn(database);
    }

    private PersonSignInService serviceOn(TestDatabase node) {
        return new PersonSignInService(
                node.getBean(SignInRepository.class),
                node.getBean(SignInCodes.class),
                sender,
                node.getBean(PersonIdentityRepository.class),
                node.getBean(SignInCompletionService.class));
    }

    /// A new address for each test.
    private static IdentityAddress email() {
        return new IdentityAddress(IdentityKind.EMAIL, "Ayesha." + SubjectEncryptionService.newId() + "@example.pk");
    }

    private long createPerson() {
        return new DomainFixture(database).createPerson("en");
    }

    private long begin(IdentityAddress address, Instant now) {
        return start(address, now).id();
    }

    private StartedSignIn start(IdentityAddress address, Instant now) {
        PersonSignInService.StoredSignIn stored = service.startSignIn(address, "en", "192.0.2.1", now);
        stored.codeDelivery().run();
        return stored.started();
    }

    private IssuedTokens signIn(IdentityAddress address, SignInCaller caller, Instant now) {
        long id = begin(address, now);
        SignInOutcome outcome = service.checkCode(id, sender.lastCode(), caller, now);
        assertThat(outcome).isInstanceOf(SignInOutcome.SignedIn.class);
        return ((SignInOutcome.SignedIn) outcome).tokens();
    }

    private long person(IssuedTokens tokens, Instant now) {
        return devices.findChat(tokens.access(), now).map(Chat::conversation).orElseThrow();
    }

    private String wrongCode() {
        return sender.lastCode().equals("000000") ? "000001" : "000000";
    }

    private int count(String table) {
        return database.sql().queryOne(Integer.class, "select count(*) from " + table);
    }

    @Test
    void aCodeMakesANewPersonOfAnUnknownAddressAndFindsThemTheNextTime() {
        IssuedTokens first = signIn(ayesha, NOBODY, NOW);
        long person = person(first, NOW);
        assertThat(database.sql().queryOne(String.class, "select language from conversation where id = ?", person))
                .isEqualTo("ur");
        IdentityAddress capital =
                new IdentityAddress(IdentityKind.EMAIL, ayesha.address().toUpperCase(Locale.ROOT));
        assertThat(person(signIn(capital, NOBODY, NOW.plus(MINUTE)), NOW.plus(MINUTE)))
                .isEqualTo(person);
        assertThat(identities.findByPerson(person))
                .singleElement()
                .matches(identity -> identity.address().equals(ayesha))
                .matches(identity -> identity.verified().equals(NOW.plus(MINUTE)));
        assertThat(devices.listDevices(person, Optional.of(first.access())))
                .hasSize(2)
                .extracting(PersonDevice::current)
                .containsExactly(false, true);
        assertThat(devices.findChat(first.access(), NOW).map(Chat::id))
                .as("all devices share a chat")
                .isEqualTo(devices.findChat(signIn(ayesha, NOBODY, NOW).access(), NOW)
                        .map(Chat::id));
    }

    @Test
    void anUnknownAddressBecomesThatOfTheCaller() {
        long person = createPerson();
        IssuedTokens tokens = signIn(ayesha, new SignInCaller(person, "", "en"), NOW);
        assertThat(person(tokens, NOW)).isEqualTo(person);
        assertThat(identities.findByPerson(person)).hasSize(1);
    }

    @Test
    void theAddressOfAnotherPersonIsAConflictOnlyAfterTheRightCode() {
        long owner = person(signIn(ayesha, NOBODY, NOW), NOW);
        SignInCaller other = new SignInCaller(createPerson(), "", "en");
        long id = begin(ayesha, NOW);
        assertThat(service.checkCode(id, wrongCode(), other, NOW)).isEqualTo(new SignInOutcome.Rejected());
        assertThat(service.checkCode(id, sender.lastCode(), other, NOW)).isInstanceOf(SignInOutcome.OtherPerson.class);
        assertThat(service.checkCode(id, sender.lastCode(), NOBODY, NOW))
                .as("the code is not used up")
                .isInstanceOf(SignInOutcome.SignedIn.class);
        assertThat(devices.listDevices(owner, Optional.empty())).hasSize(2);
    }

    @Test
    void aKnownAndAnUnknownAddressBeginAlike() {
        signIn(ayesha, NOBODY, NOW);
        int before = count("person_sign_in");
        StartedSignIn known = start(ayesha, NOW);
        StartedSignIn unknown = start(email(), NOW);
        assertThat(known.expires()).isEqualTo(unknown.expires()).isEqualTo(NOW.plus(MINUTE.multipliedBy(10)));
        assertThat(count("person_sign_in")).isEqualTo(before + 2);
        assertThat(sender.count()).isEqualTo(3);
    }

    @Test
    void aCodeIsGoodOnceForTenMinutesForItsSignInAlone() {
        long first = begin(ayesha, NOW);
        String code = sender.lastCode();
        assertThat(code).matches("[0-9]{6}");
        long second = begin(ayesha, NOW);
        String other = sender.lastCode();
        if (!code.equals(other)) {
            assertThat(service.checkCode(second, code, NOBODY, NOW)).isEqualTo(new SignInOutcome.Rejected());
        }
        assertThat(service.checkCode(first, code, NOBODY, NOW.plus(MINUTE.multipliedBy(9))))
                .isInstanceOf(SignInOutcome.SignedIn.class);
        assertThat(service.checkCode(first, code, NOBODY, NOW)).isEqualTo(new SignInOutcome.Rejected());
        assertThat(service.checkCode(second, other, NOBODY, NOW.plus(MINUTE.multipliedBy(10))))
                .isEqualTo(new SignInOutcome.Rejected());
        assertThat(service.checkCode(SubjectEncryptionService.newId(), code, NOBODY, NOW))
                .isEqualTo(new SignInOutcome.Rejected());
    }

    @Test
    void afterFiveTriesTheRightCodeIsRejectedToo() {
        long id = begin(ayesha, NOW);
        for (int i = 0; i < PersonSignInService.MAX_TRIES; i++) {
            assertThat(service.checkCode(id, wrongCode(), NOBODY, NOW)).isEqualTo(new SignInOutcome.Rejected());
        }
        assertThat(service.checkCode(id, sender.lastCode(), NOBODY, NOW)).isEqualTo(new SignInOutcome.Rejected());
    }

    @Test
    void manyTriesAtOnceGetNoMoreChecksThanOneAfterTheOther() throws Exception {
        long id = begin(ayesha, NOW);
        List<Callable<SignInOutcome>> tries = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            tries.add(() -> service.checkCode(id, wrongCode(), NOBODY, NOW));
        }
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            for (Future<SignInOutcome> tried : threads.invokeAll(tries)) {
                assertThat(tried.get()).isEqualTo(new SignInOutcome.Rejected());
            }
        }
        assertThat(database.sql().queryOne(Integer.class, "select tries from person_sign_in where id = ?", id))
                .isEqualTo(PersonSignInService.MAX_TRIES);
    }

    @Test
    void wrongCodesOfAStrangerDoNotLockTheOwnerOut() {
        for (int signIn = 0; signIn < PersonSignInService.MAX_HOURLY_CODES_PER_ADDRESS - 1; signIn++) {
            long id = begin(ayesha, NOW);
            for (int i = 0; i < PersonSignInService.MAX_TRIES; i++) {
                service.checkCode(id, wrongCode(), NOBODY, NOW);
            }
        }
        assertThat(signIn(ayesha, NOBODY, NOW)).isNotNull();
    }

    @Test
    void anAddressIsGuessedAtFiftyTimesADayAtMost() {
        int checked = 0;
        for (int hour = 0; hour < 24; hour++) {
            Instant now = NOW.plus(Duration.ofHours(hour));
            for (int signIn = 0; signIn < 10; signIn++) {
                long id = begin(ayesha, now);
                checked += isCodeRight(id) ? PersonSignInService.MAX_TRIES : 0;
            }
        }
        assertThat(checked).isEqualTo(50);
    }

    /// True when a code of this sign-in can be right.
    private boolean isCodeRight(long id) {
        return database.sql()
                        .queryOne(
                                Integer.class,
                                "select count(*) from person_sign_in where id = ? and code_hash is not null",
                                id)
                > 0;
    }

    @Test
    void aSignInBeyondTheLimitsTakesNoCodeFromTheOwner() {
        for (int i = 0; i < PersonSignInService.MAX_DAILY_CODES_PER_ADDRESS; i++) {
            begin(ayesha, NOW);
        }
        int sent = sender.count();
        assertThat(sent).isEqualTo(PersonSignInService.MAX_HOURLY_CODES_PER_ADDRESS);
        assertThat(signIn(ayesha, NOBODY, NOW.plus(MINUTE.multipliedBy(61)))).isNotNull();
        assertThat(sender.count()).isEqualTo(sent + 1);
    }

    @Test
    void anAddressGetsFiveCodesAnHourAndTenADayAndTheResponseStaysTheSame() {
        for (int i = 0; i < PersonSignInService.MAX_HOURLY_CODES_PER_ADDRESS + 2; i++) {
            assertThat(start(ayesha, NOW).expires()).isEqualTo(NOW.plus(MINUTE.multipliedBy(10)));
        }
        assertThat(sender.count()).isEqualTo(PersonSignInService.MAX_HOURLY_CODES_PER_ADDRESS);
        Instant hourLater = NOW.plus(MINUTE.multipliedBy(61));
        for (int i = 0; i < 5; i++) {
            begin(ayesha, hourLater);
        }
        assertThat(sender.count()).as("those of the day").isEqualTo(10);
        begin(ayesha, hourLater.plus(MINUTE.multipliedBy(61)));
        assertThat(sender.count()).isEqualTo(10);
        begin(ayesha, NOW.plus(DAY.multipliedBy(2)));
        assertThat(sender.count()).isEqualTo(11);
    }

    @Test
    void aRightTryDoesNotCountTowardsTheWrongOnes() {
        signIn(ayesha, NOBODY, NOW);
        assertThat(database.sql()
                        .queryOne(
                                Integer.class,
                                "select sum(tries) from person_sign_in where address_hash = ?",
                                identities.hashAddress(ayesha)))
                .isZero();
    }

    @Test
    void theDatabaseHoldsNeitherAddressNorCodeNorToken() {
        IssuedTokens tokens = signIn(ayesha, NOBODY, NOW);
        byte[] sealed = database.sql()
                .queryOne(
                        byte[].class,
                        "select address from person_identity where address_hash = ?",
                        identities.hashAddress(ayesha));
        assertThat(new String(sealed, StandardCharsets.ISO_8859_1)).doesNotContainIgnoringCase("ayesha");
        assertThat(database.sql()
                        .queryOne(
                                Integer.class,
                                "select count(*) from person_sign_in where address_hash = ? and octet_length(code_hash) = 32",
                                identities.hashAddress(ayesha)))
                .isEqualTo(1);
        assertThat(tokens.toString()).doesNotContain(tokens.access(), tokens.refresh());
    }

    @Test
    void addressesThatWereSwappedDoNotOpen() {
        long one = person(signIn(ayesha, NOBODY, NOW), NOW);
        long two = person(signIn(email(), NOBODY, NOW), NOW);
        database.swapValues("person_identity", "address", "person_id", one, two);
        assertThatThrownBy(() -> identities.findByPerson(one)).hasMessageStartingWith("cannot open person_identity");
    }

    @Test
    void aPersonHasAtMostTenAddresses() {
        SignInCaller person = new SignInCaller(createPerson(), "", "en");
        IdentityAddress last = email();
        for (int i = 0; i < PersonIdentityRepository.MAX_IDENTITIES_PER_PERSON - 1; i++) {
            signIn(email(), person, NOW);
        }
        signIn(last, person, NOW);
        long id = begin(ayesha, NOW);
        assertThat(service.checkCode(id, sender.lastCode(), person, NOW))
                .isEqualTo(new SignInOutcome.TooManyAddresses());
        assertThat(signIn(last, person, NOW)).as("a known one still signs in").isNotNull();
    }

    @Test
    void twoSignInsOfANewAddressAtOnceGiveOnePerson() throws Exception {
        long one = begin(ayesha, NOW);
        String first = sender.lastCode();
        long two = begin(ayesha, NOW);
        String second = sender.lastCode();
        List<SignInOutcome> outcomes = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
            List<Callable<SignInOutcome>> tries = List.of(
                    () -> service.checkCode(one, first, NOBODY, NOW),
                    () -> service.checkCode(two, second, NOBODY, NOW));
            for (Future<SignInOutcome> each : threads.invokeAll(tries)) {
                outcomes.add(each.get());
            }
        }
        assertThat(outcomes).hasAtLeastOneElementOfType(SignInOutcome.SignedIn.class);
        long person = identities.findPerson(identities.hashAddress(ayesha)).orElseThrow();
        outcomes.stream()
                .filter(SignInOutcome.SignedIn.class::isInstance)
                .map(SignInOutcome.SignedIn.class::cast)
                .forEach(signedIn -> assertThat(person(signedIn.tokens(), NOW)).isEqualTo(person));
    }

    @Test
    void anErasureLeavesNoAddressNoDeviceAndNoSignIn() {
        IssuedTokens tokens = signIn(ayesha, NOBODY, NOW);
        long person = person(tokens, NOW);
        assertThat(handler.exportData(person).toString())
                .contains(ayesha.address(), "email", "Firefox, Android", NOW.toString());
        begin(ayesha, NOW);
        database.sql().inTransaction(() -> {
            handler.eraseData(person, NOW);
            return null;
        });
        assertThat(handler.exportData(person)).isEmpty();
        assertThat(devices.findChat(tokens.access(), NOW)).isEmpty();
        assertThat(devices.refresh(tokens.refresh(), NOW)).isEmpty();
        assertThat(database.sql()
                        .queryOne(
                                Integer.class,
                                "select count(*) from person_sign_in where address_hash = ?",
                                identities.hashAddress(ayesha)))
                .isZero();
    }

    @Test
    void signInsAreKeptForADayAndDevicesUntilTheirTokensExpire() {
        signIn(ayesha, NOBODY, NOW);
        assertThat(handler.deleteExpired(NOW.plus(DAY), 1000)).isZero();
        int signIns = count("person_sign_in");
        assertThat(handler.deleteExpired(NOW.plus(DAY.multipliedBy(9)), 1000)).isPositive();
        assertThat(count("person_sign_in")).isLessThan(signIns);
        assertThat(count("person_device")).isPositive();
        handler.deleteExpired(NOW.plus(DAY.multipliedBy(70)), 1000);
        assertThat(database.sql()
                        .queryOne(
                                Integer.class,
                                "select count(*) from person_device where refreshed_at < ?",
                                NOW.plus(DAY).toString().replace('T', ' ').replace("Z", "")))
                .isZero();
        assertThat(PersonDeviceRepository.MAX_DEVICES_PER_PERSON).isEqualTo(20);
    }

    private ShowSignInCodeAction.Out showCode(long person, String number, Instant now) {
        return database.sql()
                .inTransaction(() -> database.getBean(ShowSignInCodeAction.class)
                        .executeAll(
                                List.of(DomainFixture.createRequest(person, new ShowSignInCodeAction.In(number), now))))
                .getFirst();
    }

    @Test
    void theBotGivesACodeToTheFirstPersonWhoFollowsTheLink() {
        long person = createPerson();
        long id = service.startByLink(NOW).id();
        String number = Long.toString(id);
        ShowSignInCodeAction.Out first = showCode(person, number, NOW);
        ShowSignInCodeAction.Out second = showCode(person, number, NOW);
        assertThat(second.code()).matches("[0-9]{6}");
        assertThat(showCode(createPerson(), number, NOW).done()).isFalse();
        if (!first.code().equals(second.code())) {
            assertThat(service.checkCode(id, first.code(), NOBODY, NOW)).isEqualTo(new SignInOutcome.Rejected());
        }
        SignInOutcome.SignedIn signedIn = (SignInOutcome.SignedIn) service.checkCode(id, second.code(), NOBODY, NOW);
        assertThat(person(signedIn.tokens(), NOW)).isEqualTo(person);
        assertThat(identities.findByPerson(person)).isEmpty();
        assertThat(showCode(person, number, NOW).done()).as("used").isFalse();
        assertThat(first.toString()).doesNotContain(first.code());
    }

    @Test
    void theBotGivesNoCodeForAnythingElse() {
        long person = createPerson();
        long byEmail = begin(ayesha, NOW);
        long old = service.startByLink(NOW).id();
        assertThat(showCode(person, Long.toString(old), NOW.plus(PersonSignInService.CODE_TTL))
                        .done())
                .isFalse();
        for (String number : List.of(Long.toString(byEmail), "1", "", "x", "9999999999999999999")) {
            assertThat(showCode(person, number, NOW).done()).as(number).isFalse();
        }
    }

    @Test
    void loginsThatTelegramSignedAreGoodOnceOnWhicheverNode() {
        TelegramLoginVerifier.VerifiedLogin login = new TelegramLoginVerifier.VerifiedLogin(
                Long.toString(SubjectEncryptionService.newId() >>> 12),
                NOW,
                Long.toString(SubjectEncryptionService.newId()).getBytes(StandardCharsets.US_ASCII));
        TelegramLoginService logins = database.getBean(TelegramLoginService.class);
        Chat chat = logins.findChat(login, "en", NOW).orElseThrow();
        SignInOutcome.SignedIn signedIn = (SignInOutcome.SignedIn) logins.signIn(login, chat, NOBODY, NOW);
        long person = person(signedIn.tokens(), NOW);
        ChatAddress address = new ChatAddress(Channel.TELEGRAM, login.user());
        assertThat(database.getBean(ChatRepository.class)
                        .findByAddresses(List.of(address))
                        .get(address)
                        .conversation())
                .isEqualTo(person);
        assertThat(database.openAnotherNode()
                        .getBean(TelegramLoginService.class)
                        .signIn(login, chat, NOBODY, NOW))
                .isEqualTo(new SignInOutcome.Rejected());
    }
}
