package pk.rahnuma.register.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import pk.rahnuma.random.RandomTest;
import pk.rahnuma.random.RandomValues;

class CborFormatTest {

    /// The examples of RFC 8949, appendix A.
    @ParameterizedTest
    @CsvSource({
        "0,00",
        "10,0a",
        "23,17",
        "24,1818",
        "100,1864",
        "1000,1903e8",
        "1000000,1a000f4240",
        "1000000000000,1b000000e8d4a51000",
        "-1,20",
        "-10,29",
        "-100,3863",
        "-1000,3903e7"
    })
    void numbersAreThoseOfTheStandard(long number, String hex) {
        assertThat(CborFormat.encodeValue(number)).asHexString().isEqualToIgnoringCase(hex);
        assertThat(CborFormat.decodeValue(HexFormat.of().parseHex(hex))).isEqualTo(number);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "IETF", "ü", "水", "اردو"})
    void textsAreReadBack(String text) {
        Object decoded = CborFormat.decodeValue(CborFormat.encodeValue(List.of(Map.of(1L, text))));
        assertThat(decoded).isEqualTo(List.of(Map.of(1L, text)));
    }

    /// Cut short, with more after it, of a length that is not there, nested, of another type, of indefinite length.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "18",
                "6449455446ff",
                "64494554",
                "5b7fffffffffffffff",
                "5bffffffffffffffff",
                "9a7fffffff",
                "ba7fffffff",
                "1bffffffffffffffff",
                "818181818100",
                "f6",
                "f5",
                "c000",
                "fb3ff199999999999a",
                "9fff",
                "1c"
            })
    void otherBytesAreRefused(String hex) {
        assertThatThrownBy(() -> CborFormat.decodeValue(HexFormat.of().parseHex(hex)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @RandomTest(tries = 500)
    void bytesAreReadBackFromDigits(RandomValues random) {
        byte[] bytes = new byte[random.nextInt(60)];
        random.nextBytes(bytes);
        String digits = DigitFormat.encodeBytes(bytes);
        assertThat(DigitFormat.decodeDigits(digits)).hasValue(bytes);
        // Every other text of this length has other bytes, or none.
        if (bytes.length > 0) {
            int place = random.nextInt(digits.length());
            char other = (char) ('0' + (digits.charAt(place) - '0' + 1) % 10);
            String changed = digits.substring(0, place) + other + digits.substring(place + 1);
            assertThat(DigitFormat.decodeDigits(changed).filter(each -> Arrays.equals(each, bytes)))
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "12", "1234", "256", "99999999999999999", "12a", "1٢3", "-12", "+12"})
    void otherDigitsAreRefused(String digits) {
        assertThat(DigitFormat.decodeDigits(digits)).isEmpty();
    }
}
