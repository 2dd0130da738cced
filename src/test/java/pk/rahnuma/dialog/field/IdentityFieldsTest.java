package pk.rahnuma.dialog.field;

import static org.assertj.core.api.Assertions.assertThat;
import static pk.rahnuma.dialog.field.FieldContexts.PLAIN;
import static pk.rahnuma.dialog.field.FieldContexts.accepted;
import static pk.rahnuma.dialog.field.FieldContexts.codes;
import static pk.rahnuma.dialog.field.FieldContexts.problem;
import static pk.rahnuma.dialog.field.FieldContexts.refused;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The numbers that the state, the tax office, the SECP and providers give out.
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
    void a_cnic_may_be_written_in_many_ways(String said) {
        assertThat(cnic.read(said, PLAIN)).isEqualTo(accepted("3520212345678"));
    }

    @Property
    boolean no_cnic_is_refused_for_a_check_digit(
            @ForAll @LongRange(min = 1_000_000_000_000L, max = 7_999_999_999_999L) long number) {
        String digits = String.valueOf(number);
        return cnic.read(cnic.show(digits, PLAIN), PLAIN).equals(accepted(digits));
    }

    @Test
    void a_cnic_that_is_none_is_refused_with_the_reason() {
        assertThat(cnic.read("35202-123456-8", PLAIN)).isEqualTo(refused(problem("length", "count", 12L)));
        assertThat(cnic.read("AB202-1234567-8", PLAIN)).isEqualTo(refused(problem("not_digits")));
        assertThat(cnic.read("", PLAIN)).isEqualTo(refused(problem("not_digits")));
        assertThat(cnic.read("05202-1234567-8", PLAIN)).isEqualTo(refused(problem("first_zero")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"8", "9"})
    void an_unusual_region_is_asked_back_not_refused(String first) {
        assertThat(cnic.read(first + "2203-1234567-0", PLAIN))
                .isEqualTo(new FieldParseResult.Doubtful(first + "220312345670", problem("unusual_region")));
    }

    @Test
    void a_cnic_is_masked_in_the_middle() {
        assertThat(cnic.show("3520212345678", PLAIN)).isEqualTo("35202-1234567-8");
        assertThat(cnic.mask("3520212345678", PLAIN)).isEqualTo("35202-•••••••-8");
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
    void an_ntn_is_kept_without_dashes(String said, String kept) {
        assertThat(ntn.read(said, PLAIN)).isEqualTo(accepted(kept));
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
    void the_check_digit_of_known_numbers_fits(String said) {
        assertThat(codes(ntn.read(said, PLAIN))).isEmpty();
    }

    @Test
    void a_check_digit_that_does_not_fit_is_only_asked_back() {
        assertThat(ntn.read("1431771-7", PLAIN))
                .isEqualTo(new FieldParseResult.Doubtful("14317717", problem("check_digit")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "NTN", "123456", "AB12345", "123456789", "0520212345678"})
    void other_numbers_are_no_ntn(String said) {
        assertThat(ntn.read(said, PLAIN)).isEqualTo(refused(problem("format")));
    }

    @Test
    void an_ntn_is_masked_but_for_its_end() {
        assertThat(ntn.show("41749413", PLAIN)).isEqualTo("4174941-3");
        assertThat(ntn.mask("41749413", PLAIN)).isEqualTo("•••••41-3");
        assertThat(ntn.mask("4174941", PLAIN)).isEqualTo("••••941");
    }

    @ParameterizedTest
    @ValueSource(strings = {"33402", "0033402", "CUIN-0033402", "cuin 33402", "CUIN: 33402", "CUIN No. 33402", "۳۳۴۰۲"})
    void a_company_number_is_padded_to_seven_digits(String said) {
        assertThat(secp.read(said, PLAIN)).isEqualTo(accepted("0033402"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "CUIN", "0", "0000000", "12345678", "33402A"})
    void other_numbers_are_no_company_number(String said) {
        assertThat(secp.read(said, PLAIN)).isEqualTo(refused(problem("format")));
    }

    @Test
    void a_sales_tax_number_has_thirteen_digits() {
        assertThat(strn.read("12-01-4203-283-46", PLAIN)).isEqualTo(accepted("1201420328346"));
        assertThat(strn.read("12-01", PLAIN)).isEqualTo(refused(problem("length", "count", 4L)));
        assertThat(strn.read("none", PLAIN)).isEqualTo(refused(problem("not_digits")));
        assertThat(strn.mask("1201420328346", PLAIN)).isEqualTo("••••••••••346");
    }

    @Test
    void a_subscriber_id_is_whatever_the_provider_prints() {
        assertThat(subscriber.read(" LHR/FTTH 00123 ", PLAIN)).isEqualTo(accepted("LHR/FTTH 00123"));
        assertThat(codes(subscriber.read("12", PLAIN))).containsExactly("too_short");
        assertThat(codes(subscriber.read("1".repeat(41), PLAIN))).containsExactly("too_long");
        assertThat(codes(subscriber.read("---", PLAIN))).containsExactly("characters");
        assertThat(subscriber.mask("LHR-00123", PLAIN)).isEqualTo("•••-••123");
        assertThat(subscriber.mask("123", PLAIN)).isEqualTo("••3");
    }
}
