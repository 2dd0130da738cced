package pk.rahnuma.vault;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import pk.rahnuma.OnEachDatabase;
import pk.rahnuma.TestDatabase;

@OnEachDatabase(always = true)
class OneTimeCodeServiceTest {

    private static final Duration TTL = Duration.ofMinutes(10);
    private static final OneTimeCodeKind LINK = new OneTimeCodeKind("link", CodeFormat.TOKEN, TTL);
    private static final OneTimeCodeKind TYPED = new OneTimeCodeKind("typed", CodeFormat.READABLE, null);
    private static final Instant NOW = Instant.parse("2026-11-02T04:00:00Z");

    private final TestDatabase database;
    private final OneTimeCodeService codes;
    private final OneTimeCodeDataHandler handler;
    private final long owner = SubjectEncryptionService.newId();
    private final long other = SubjectEncryptionService.newId();

    OneTimeCodeServiceTest(TestDatabase database) {
        this.database = database;
        this.codes = database.getBean(OneTimeCodeService.class);
        this.handler = database.getBean(OneTimeCodeDataHandler.class);
    }

    private boolean isValid(OneTimeCodeKind kind, String code, Instant at) {
        return codes.findCode(kind, code, at).isPresent();
    }

    @Test
    void aCodeIsGoodOnceUntilItExpiresAndForItsKindOnly() {
        String token = codes.createCode(LINK, owner, NOW);
        assertThat(isValid(LINK, token, NOW.plus(TTL).minusSeconds(1))).isTrue();
        assertThat(isValid(LINK, token, NOW.plus(TTL))).as("expired").isFalse();
        assertThat(isValid(TYPED, token, NOW)).as("another kind").isFalse();
        assertThat(isValid(LINK, token.toLowerCase(java.util.Locale.ROOT), NOW))
                .as("a token is not typed")
                .isFalse();
        OneTimeCode found = codes.findCode(LINK, token, NOW).orElseThrow();
        assertThat(found.owner()).isEqualTo(owner);
        assertThat(codes.spendCode(found)).isTrue();
        assertThat(codes.spendCode(found)).as("spent by another call").isFalse();
        assertThat(isValid(LINK, token, NOW)).isFalse();
    }

    @Test
    void ofACodeOnlyAKeyedHashIsStored() {
        String token = codes.createCode(LINK, owner, NOW);
        String typed = codes.createCode(TYPED, owner, NOW);
        assertThat(database.sql().queryTexts("select * from one_time_code").toString())
                .contains(Long.toString(owner))
                .doesNotContain(token, typed, typed.replace("-", ""));
    }

    @Test
    void aTypedCodeIsReadInAnyWriting() {
        String code = codes.createCode(TYPED, owner, NOW);
        assertThat(code).matches("[2-9a-z]{4}-[2-9a-z]{4}-[2-9a-z]{4}");
        String written = "  " + code.replace("-", " ").toUpperCase(java.util.Locale.ROOT) + "\n";
        assertThat(codes.findCodes(TYPED, List.of(written, code, "abcd"), NOW)).containsOnlyKeys(written, code);
        assertThat(CodeFormat.READABLE.readCode("۲۳ ٤-５")).isEqualTo("2345");
        assertThat(CodeFormat.READABLE.readCode("2".repeat(101))).isEmpty();
    }

    @Test
    void aNewOnlyCodeEndsTheOnesBeforeOfItsOwnerAndKind() {
        String token = codes.createCode(LINK, owner, NOW);
        String elses = codes.replaceCode(TYPED, other, NOW);
        List<String> ten = codes.replaceCodes(TYPED, owner, 10, NOW);
        assertThat(ten).doesNotHaveDuplicates().allMatch(code -> isValid(TYPED, code, NOW.plus(Duration.ofDays(999))));
        assertThat(codes.countCodes(TYPED, List.of(owner, other), NOW)).containsEntry(owner, 10);
        String last = codes.replaceCode(TYPED, owner, NOW.plusSeconds(1));
        assertThat(codes.listCodes(TYPED, owner, NOW))
                .singleElement()
                .extracting(OneTimeCode::id)
                .isEqualTo(codes.findCode(TYPED, last, NOW).orElseThrow().id());
        assertThat(isValid(LINK, token, NOW) && isValid(TYPED, elses, NOW))
                .as("another kind, another owner")
                .isTrue();
    }

    @Test
    void codesEndWithTheirOwnerOrIssuer() {
        long organisation = SubjectEncryptionService.newId();
        OneTimeCodeService.NewCode issued = codes.prepareCode(LINK, organisation, owner, "VIEWER", NOW);
        codes.insertCodes(LINK, List.of(issued));
        String own = codes.createCode(LINK, owner, NOW);
        assertThat(codes.findCode(LINK, issued.code(), NOW)).hasValueSatisfying(code -> {
            assertThat(code.issuer()).isEqualTo(owner);
            assertThat(code.detail()).isEqualTo("VIEWER");
        });
        codes.deleteIssued(LINK, organisation, owner);
        assertThat(isValid(LINK, issued.code(), NOW)).isFalse();
        handler.eraseData(owner, NOW);
        assertThat(isValid(LINK, own, NOW)).isFalse();
    }

    @Test
    void expiredCodesAreDeletedInBatches() {
        database.sql().execute("delete from one_time_code");
        codes.replaceCodes(LINK, owner, 3, NOW);
        codes.createCode(TYPED, owner, NOW);
        assertThat(handler.deleteExpired(NOW.plus(TTL), 2)).isEqualTo(2);
        assertThat(handler.deleteExpired(NOW.plus(TTL), 2)).isOne();
        assertThat(codes.listCodes(LINK, owner, NOW)).isEmpty();
        assertThat(codes.listCodes(TYPED, owner, NOW)).hasSize(1);
    }
}
