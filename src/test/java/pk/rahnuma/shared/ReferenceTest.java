package pk.rahnuma.shared;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import pk.rahnuma.random.RandomTest;
import pk.rahnuma.random.RandomValues;

class ReferenceTest {

    private static Reference anyReference(RandomValues random) {
        return random.nextBoolean() ? Reference.forApplication(random) : Reference.forTicket(random);
    }

    @RandomTest(tries = 200)
    void aShownReferenceIsReadBack(RandomValues random) {
        Reference reference = anyReference(random);
        assertThat(Reference.parseText(reference.toGroupedText())).contains(reference);
        assertThat(Reference.parseText(reference.symbols().toLowerCase(Locale.ROOT)))
                .contains(reference);
    }

    @RandomTest(tries = 200)
    void everySingleWrongSymbolIsCaught(RandomValues random) {
        String right = anyReference(random).symbols();
        for (int place = 0; place < right.length(); place++) {
            for (char wrong : Reference.ALPHABET.toCharArray()) {
                if (wrong != right.charAt(place)) {
                    String typed = right.substring(0, place) + wrong + right.substring(place + 1);
                    assertThat(Reference.parseText(typed)).as(typed).isEmpty();
                }
            }
        }
    }

    @RandomTest(tries = 200)
    void anyTwoSymbolsThatChangedPlacesAreCaught(RandomValues random) {
        String right = anyReference(random).symbols();
        for (int a = 0; a < right.length(); a++) {
            for (int b = 0; b < a; b++) {
                char[] typed = right.toCharArray();
                typed[a] = right.charAt(b);
                typed[b] = right.charAt(a);
                assertThat(Reference.parseText(new String(typed)).isPresent())
                        .as("%s for %s", new String(typed), right)
                        .isEqualTo(typed[a] == typed[b]);
            }
        }
    }

    @RandomTest(tries = 200)
    void aSymbolTooManyOrTooFewIsCaught(RandomValues random) {
        Reference reference = anyReference(random);
        assertThat(Reference.parseText(reference.symbols().substring(1))).isEmpty();
        assertThat(Reference.parseText(reference.symbols() + "2")).isEmpty();
    }

    @RandomTest(tries = 200)
    void theFirstSymbolDistinguishesTicketsFromApplications(RandomValues random) {
        assertThat(Reference.forApplication(random).isTicket()).isFalse();
        assertThat(Reference.forTicket(random).toGroupedText()).startsWith("T");
    }

    @Test
    void itIsReadAsPeopleWriteIt() {
        Reference reference = valid("2845-6A7C-9");
        String symbols = reference.symbols();
        assertThat(symbols).startsWith("28456A7C9");
        String end = symbols.substring(9);
        assertThat(Reference.parseText("zb4s ga7c 9" + end)).contains(reference);
        assertThat(Reference.parseText("۲۸۴۵–۶a۷c–۹" + end)).contains(reference);
        assertThat(Reference.parseText("٢٨٤٥٦A٧C٩" + end)).contains(reference);
        assertThat(Reference.parseText("  ２８４５ _ 6A7C/9\u200f" + end + ". ")).contains(reference);
    }

    @Test
    void theExampleThatIsShownToPeopleIsOne() {
        assertThat(Reference.parseText("K7MP-4RTX-9X")).isPresent();
    }

    @Test
    void noSymbolLooksLikeAnother() {
        assertThat(Reference.ALPHABET)
                .hasSize(23)
                .doesNotContain("0", "O", "Q", "D", "1", "I", "L", "S", "B", "Z", "G", "U", "V");
    }

    @Test
    void anInvalidReferenceIsEmpty() {
        assertThat(Reference.parseText(null)).isEmpty();
        assertThat(Reference.parseText("")).isEmpty();
        assertThat(Reference.parseText("what is my status?")).isEmpty();
        assertThat(Reference.parseText("2".repeat(10_000))).isEmpty();
        assertThat(Reference.parseText("\uD83D\uDE00".repeat(5))).isEmpty();
    }

    private static Reference valid(String nine) {
        for (char check : Reference.ALPHABET.toCharArray()) {
            var reference = Reference.parseText(nine + check);
            if (reference.isPresent()) {
                return reference.get();
            }
        }
        throw new AssertionError("no check symbol fits " + nine);
    }
}
