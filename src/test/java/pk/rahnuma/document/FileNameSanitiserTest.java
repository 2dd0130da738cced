package pk.rahnuma.document;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Names of files, as a device or an attacker sends them.
class FileNameSanitiserTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "none", textBlock = """
            card.pdf                        | card.pdf
            card.PDF                        | card.pdf
            card.exe                        | card.pdf
            card.pdf.html                   | card.pdf.pdf
            شناختی کارڈ.pdf                  | شناختی کارڈ.pdf
            ../../etc/passwd                | passwd.pdf
            C:\\Users\\sana\\card.pdf          | card.pdf
            a"; filename="b.html            | a filenameb.pdf
            <script>alert(1)<!--.pdf        | scriptalert(1)--.pdf
            %2e%2e%2fcard.pdf               | 2e2e2fcard.pdf
            ..                              | ''
            .pdf                            | ''
            ''                              | ''
            none                            | ''
            """)
    void keepsNeitherFoldersNorCharactersThatMeanSomethingElsewhere(String name, String kept) {
        assertThat(FileNameSanitiser.sanitiseName(name, DocumentType.PDF)).isEqualTo(kept);
    }

    @Test
    void keepsNoLineBreakNoControlAndNoSwitchOfDirection() {
        assertThat(FileNameSanitiser.sanitiseName("a\r\nSet-Cookie: b\u0000\u202Egnp\u200B.png", DocumentType.PNG))
                .isEqualTo("aSet-Cookie bgnp.png");
    }

    @Test
    void cutsANameAtItsLimit() {
        assertThat(FileNameSanitiser.sanitiseName("x".repeat(5_000), DocumentType.JPEG))
                .hasSize(100 + ".jpg".length());
    }
}
