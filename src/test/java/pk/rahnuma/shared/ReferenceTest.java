package pk.rahnuma.shared;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class ReferenceTest {

    @Provide
    Arbitrary<Reference> references() {
        return Arbitraries.longs()
                .map(seed -> seed % 2 == 0
                        ? Reference.forApplication(new Random(seed))
                        : Reference.forTicket(new Random(seed)));
    }

    @Property
    void aShownReferenceIsReadBack(@ForAll("references") Reference reference) {
        assertThat(Reference.parseText(reference.toGroupedText())).contains(reference);
        assertThat(Reference.parseText(reference.symbols().toLowerCase(Locale.ROOT)))
                .contains(reference);
    }

    @Property
    void everySingleWrongSymbolIsCaught(@ForAll("references") Reference reference) {
        String right = reference.symbols();
        for (int place = 0; place < right.length(); place++) {
            for (char wrong : Reference.ALPHABET.toCharArray()) {
                if (wrong != right.charAt(place)) {
                    String typed = right.substring(0, place) + wrong + right.substring(place + 1);
                    assertThat(Reference.parseText(typed)).as(typed).isEmpty();
                }
            }
        }
    }

    @Property
    void anyTwoSymbolsThatChangedPlacesAreCaught(
            @ForAll("references") Reference reference,
            @ForAll @IntRange(max = 9) int a,
            @ForAll @IntRange(max = 9) int b) {
        char[] typed = reference.symbols().toCharArray();
        char first = typed[a];
        typed[a] = typed[b];
        typed[b] = first;
        assertThat(Reference.parseText(new String(typed)).isPresent()).isEqualTo(typed[a] == typed[b]);
    }

    @Property
    void aSymbolTooManyOrTooFewIsCaught(@ForAll("references") Reference reference) {
        assertThat(Reference.parseText(reference.symbols().substring(1))).isEmpty();
        assertThat(Reference.parseText(reference.symbols() + "2")).isEmpty();
    }

    @Property
    void theFirstSymbolDistinguishesTicketsFromApplications(@ForAll long seed) {
        assertThat(Reference.forApplication(new Random(seed)).isTicket()).isFalse();
        assertThat(Reference.forTicket(new Random(seed)).toGroupedText()).startsWith("T");
    }

    @Example
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

    @Example
    void theExampleThatIsShownToPeopleIsOne() {
        assertThat(Reference.parseText("K7MP-4RTX-9X")).isPresent();
    }

    @Example
    void noSymbolLooksLikeAnother() {
        assertThat(Reference.ALPHABET)
                .hasSize(23)
                .doesNotContain("0", "O", "Q", "D", "1", "I", "L", "S", "B", "Z", "G", "U", "V");
    }

    @Example
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
