package pk.rahnuma.faq.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Spellings of one word have one result.
class SpellingNormaliserTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "kaise kese kaisay kesay", //
                "nahi nahin nai naheen",
                "kya kia",
                "hun hoon hu",
                "main me mein",
                "bohot bohut",
                "chahiye chahie",
                "zaroori zaruri zarruri",
                "phir fir",
                "wala vala",
                "qabool kabool kabul",
                "tareeqa tarika tareeka",
                "fee fees",
                "register registered registering registers"
            })
    void waysToWriteALatinWordAreOne(String ways) {
        assertThat(Arrays.stream(ways.split(" "))
                        .map(SpellingNormaliser::toStem)
                        .distinct())
                .as(ways)
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "مسئلہ مسیلہ مسئله", //
                "آئی ائی ایی",
                "بھی بهی بہی",
                "كيا کیا",
                "ہوں ہون",
                "فِیس فیس"
            })
    void waysToWriteAnUrduWordAreOne(String ways) {
        assertThat(SpellingNormaliser.splitWords(ways).stream().distinct())
                .as(ways)
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"رجسٹر register", "سٹیٹس status", "نمبر number", "پورٹل portal", "موبائل mobile"})
    void aWordHasTheSameBonesInBothAlphabets(String ways) {
        assertThat(SpellingNormaliser.splitWords(ways).stream()
                        .map(SpellingNormaliser::toConsonants)
                        .distinct())
                .as(ways)
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"35202-1234567-1", "VR-2024-00123", "۰۳۰۰۱۲۳۴۵۶۷"})
    void whichNumberItIsDoesNotMatter(String number) {
        assertThat(SpellingNormaliser.splitWords(number)).containsExactly("0000");
    }

    @ParameterizedTest
    @ValueSource(strings = {"192.168.1.5", "39.32.1.8", "100.72.x.x"})
    void anAddressIsAnAddress(String address) {
        assertThat(SpellingNormaliser.splitWords(address)).containsExactly("ip");
    }
}
