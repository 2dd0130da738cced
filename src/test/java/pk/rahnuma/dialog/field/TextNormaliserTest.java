package pk.rahnuma.dialog.field;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import org.junit.jupiter.api.Test;

class TextNormaliserTest {

    @Test
    void marksThatNoLanguageWritesAreDropped() {
        assertThat(TextNormaliser.toLines("a" + "\u0323\u0301".repeat(2_000))).hasSizeLessThan(40);
        assertThat(TextNormaliser.toLines("a" + "\u0301\u200b".repeat(2_000))).hasSizeLessThan(40);
        String marked = "Z\u0351\u036b\u0343a\u0365l " + "\u0628\u0670\u0653";
        assertThat(TextNormaliser.toLines(marked)).contains("\u0351\u036b").contains("\u0670\u0653");
    }

    @Test
    void digitsOfUrduAndArabicKeyboardsBecomeOurs() {
        assertThat(TextNormaliser.toSingleLine("۰۱۲۳۴۵۶۷۸۹ ٠١٢٣٤٥٦٧٨٩")).isEqualTo("0123456789 0123456789");
    }

    @Test
    void arabicLettersThatLookUrduBecomeUrdu() {
        assertThat(TextNormaliser.toSingleLine("كراچي شهر رسالة")).isEqualTo("کراچی شہر رسالہ");
    }

    @Test
    void vowelMarksAndInvisibleMarksGo() {
        assertThat(TextNormaliser.toSingleLine("\u202bنَہِیں\u200c\u200d\u202c\ufeff"))
                .isEqualTo("نہیں");
    }

    @Test
    void whiteSpaceOfAnyKindBecomesOneSpace() {
        assertThat(TextNormaliser.toSingleLine("  a\u00a0\t b\r\nc ")).isEqualTo("a b c");
    }

    @Test
    void linesStayLines() {
        assertThat(TextNormaliser.toLines(" a  b \r\n\n\n\n c\u0085d ")).isEqualTo("a b\n\nc\nd");
    }

    @Test
    void digitsComeWithoutTheirGroups() {
        assertThat(TextNormaliser.toDigits("۳۵۲۰۲–1234567 ‑ 8.")).isEqualTo("3520212345678");
    }

    @Test
    void aKeyForgetsCaseAndPunctuation() {
        assertThat(TextNormaliser.toComparisonKey("  U.A.E. ")).isEqualTo("uae");
        assertThat(TextNormaliser.toComparisonKey("E-mail, please!")).isEqualTo("email please");
        assertThat(TextNormaliser.toComparisonKey("don’t")).isEqualTo(TextNormaliser.toComparisonKey("DON'T"));
        assertThat(TextNormaliser.toComparisonKey("🙂")).isEmpty();
    }

    @Property
    boolean anInvisibleMarkChangesNothing(@ForAll @CharRange(to = '\u007f') String said) {
        String marked = "\u200c" + said;
        return TextNormaliser.toSingleLine(marked).equals(TextNormaliser.toSingleLine(said))
                && TextNormaliser.toLines(marked).equals(TextNormaliser.toLines(said))
                && TextNormaliser.toDigits(marked).equals(TextNormaliser.toDigits(said))
                && TextNormaliser.toComparisonKey(marked).equals(TextNormaliser.toComparisonKey(said));
    }

    @Property
    boolean plainTextStaysAsItIs(@ForAll String said) {
        return TextNormaliser.toSingleLine(TextNormaliser.toSingleLine(said)).equals(TextNormaliser.toSingleLine(said))
                && TextNormaliser.toLines(TextNormaliser.toLines(said)).equals(TextNormaliser.toLines(said))
                && TextNormaliser.toComparisonKey(TextNormaliser.toComparisonKey(said))
                        .equals(TextNormaliser.toComparisonKey(said));
    }
}
