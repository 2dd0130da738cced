package pk.rahnuma.dialog.understanding;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import pk.rahnuma.random.RandomTest;
import pk.rahnuma.random.RandomValues;

class TextNormaliserTest {

    private static final String ASCII =
            IntStream.range(0, 128).mapToObj(Character::toString).collect(Collectors.joining());

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

    @RandomTest(tries = 200)
    void anInvisibleMarkChangesNothing(RandomValues random) {
        String said = random.makeTextOf(ASCII, 0, 200);
        assertThat(List.<UnaryOperator<String>>of(
                        TextNormaliser::toSingleLine,
                        TextNormaliser::toLines,
                        TextNormaliser::toDigits,
                        TextNormaliser::toComparisonKey))
                .allSatisfy(form -> assertThat(form.apply("\u200c" + said)).isEqualTo(form.apply(said)));
    }

    @RandomTest(tries = 200)
    void plainTextStaysAsItIs(RandomValues random) {
        String said = random.makeText(200);
        assertThat(List.<UnaryOperator<String>>of(
                        TextNormaliser::toSingleLine, TextNormaliser::toLines, TextNormaliser::toComparisonKey))
                .allSatisfy(form -> assertThat(form.apply(form.apply(said))).isEqualTo(form.apply(said)));
    }
}
