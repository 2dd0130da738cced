package pk.rahnuma.dialog.field;

import static org.assertj.core.api.Assertions.assertThat;
import static pk.rahnuma.dialog.field.FieldContexts.PLAIN;
import static pk.rahnuma.dialog.field.FieldContexts.accepted;
import static pk.rahnuma.dialog.field.FieldContexts.codes;
import static pk.rahnuma.dialog.field.FieldContexts.problem;
import static pk.rahnuma.dialog.field.FieldContexts.refused;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import pk.rahnuma.random.RandomTest;
import pk.rahnuma.random.RandomValues;

/// Numbers issued by the state, the tax office, the SECP and providers.
class IdentityFieldsTest {
    private final CnicField cnic = new CnicField();
    private final NtnField ntn = new NtnField();
    private final SecpNumberField secp = new SecpNumberField();
    private final StrnField strn = new StrnField();
    private final SubscriberIdField subscriber = new SubscriberIdField();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "35202-1234567-8",
                "3520212345678",
                "35202 1234567 8",
                "۳۵۲۰۲-۱۲۳۴۵۶۷-۸",
                "35202–1234567–8",
                "35202.1234567.8",
                "\u200f35202-1234567-8\u200e"
            })
    void aCnicMayBeWrittenInManyWays(String said) {
        assertThat(cnic.parseAnswer(said, PLAIN)).isEqualTo(accepted("3520212345678"));
    }

    @RandomTest
    void noCnicIsRefusedForACheckDigit(RandomValues random) {
        String digits = String.valueOf(random.longBetween(1_000_000_000_000L, 7_999_999_999_999L));
        assertThat(cnic.parseAnswer(cnic.formatValue(digits, PLAIN), PLAIN)).isEqualTo(accepted(digits));
    }

    @Test
    void aCnicThatIsNoneIsRefusedWithTheReason() {
        assertThat(cnic.parseAnswer("35202-123456-8", PLAIN)).isEqualTo(refused(problem("length", "count", 12L)));
        assertThat(cnic.parseAnswer("AB202-1234567-8", PLAIN)).isEqualTo(refused(problem("not_digits")));
        assertThat(cnic.parseAnswer("", PLAIN)).isEqualTo(refused(problem("not_digits")));
        assertThat(cnic.parseAnswer("05202-1234567-8", PLAIN)).isEqualTo(refused(problem("first_zero")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"8", "9"})
    void anUnusualRegionIsAskedBackNotRefused(String first) {
        assertThat(cnic.parseAnswer(first + "2203-1234567-0", PLAIN))
                .isEqualTo(new FieldParseResult.Doubtful(first + "220312345670", problem("unusual_region")));
    }

    @Test
    void aCnicIsMaskedInTheMiddle() {
        assertThat(cnic.formatValue("3520212345678", PLAIN)).isEqualTo("35202-1234567-8");
        assertThat(cnic.maskValue("3520212345678", PLAIN)).isEqualTo("35202-•••••••-8");
    }

    @ParameterizedTest
    @CsvSource({
        "4174941-3, 41749413",
        "4174941, 4174941",
        "NTN: 0709343-8, 07093438",
        "a917166, A917166",
        "F655242-6, F6552426",
        "35202-1234567-8, 3520212345678"
    })
    void anNtnIsKeptWithoutDashes(String said, String kept) {
        assertThat(ntn.parseAnswer(said, PLAIN)).isEqualTo(accepted(kept));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "3816161-3",
                "2733531-3",
                "0801362-4",
                "0709343-8",
                "0710106-6",
                "2232692-8",
                "0712596-8",
                "0803450-8",
                "1505704-6"
            })
    void theCheckDigitOfKnownNumbersFits(String said) {
        assertThat(codes(ntn.parseAnswer(said, PLAIN))).isEmpty();
    }

    @Test
    void aCheckDigitThatDoesNotFitIsOnlyAskedBack() {
        assertThat(ntn.parseAnswer("1431771-7", PLAIN))
                .isEqualTo(new FieldParseResult.Doubtful("14317717", problem("check_digit")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "NTN", "123456", "AB12345", "123456789", "0520212345678"})
    void otherNumbersAreNoNtn(String said) {
        assertThat(ntn.parseAnswer(said, PLAIN)).isEqualTo(refused(problem("format")));
    }

    @Test
    void anNtnIsMaskedButForItsEnd() {
        assertThat(ntn.formatValue("41749413", PLAIN)).isEqualTo("4174941-3");
        assertThat(ntn.maskValue("41749413", PLAIN)).isEqualTo("•••••41-3");
        assertThat(ntn.maskValue("4174941", PLAIN)).isEqualTo("••••941");
    }

    @ParameterizedTest
    @ValueSource(strings = {"33402", "0033402", "CUIN-0033402", "cuin 33402", "CUIN: 33402", "CUIN No. 33402", "۳۳۴۰۲"})
    void aCompanyNumberIsPaddedToSevenDigits(String said) {
        assertThat(secp.parseAnswer(said, PLAIN)).isEqualTo(accepted("0033402"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "CUIN", "0", "0000000", "12345678", "33402A"})
    void otherNumbersAreNoCompanyNumber(String said) {
        assertThat(secp.parseAnswer(said, PLAIN)).isEqualTo(refused(problem("format")));
    }

    @Test
    void aSalesTaxNumberHasThirteenDigits() {
        assertThat(strn.parseAnswer("12-01-4203-283-46", PLAIN)).isEqualTo(accepted("1201420328346"));
        assertThat(strn.parseAnswer("12-01", PLAIN)).isEqualTo(refused(problem("length", "count", 4L)));
        assertThat(strn.parseAnswer("none", PLAIN)).isEqualTo(refused(problem("not_digits")));
        assertThat(strn.maskValue("1201420328346", PLAIN)).isEqualTo("••••••••••346");
    }

    @Test
    void aSubscriberIdIsWhateverTheProviderPrints() {
        assertThat(subscriber.parseAnswer(" LHR/FTTH 00123 ", PLAIN)).isEqualTo(accepted("LHR/FTTH 00123"));
        assertThat(codes(subscriber.parseAnswer("12", PLAIN))).containsExactly("too_short");
        assertThat(codes(subscriber.parseAnswer("1".repeat(41), PLAIN))).containsExactly("too_long");
        assertThat(codes(subscriber.parseAnswer("---", PLAIN))).containsExactly("characters");
        assertThat(subscriber.maskValue("LHR-00123", PLAIN)).isEqualTo("•••-••123");
        assertThat(subscriber.maskValue("123", PLAIN)).isEqualTo("••3");
    }
}
