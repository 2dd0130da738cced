package pk.rahnuma.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextBlockTest {

    @Test
    void anEmptyLineEndsAParagraphAndBulletsAreAList() {
        List<TextBlock> blocks = TextBlock.parse("One\ntwo\n\nThree:\n• four\n• five\nsix", Map.of());
        assertThat(blocks.stream().map(TextBlock::list)).containsExactly(false, false, true, false);
        assertThat(blocks.stream().map(TextBlockTest::plain))
                .containsExactly(List.of("One", "two"), List.of("Three:"), List.of("four", "five"), List.of("six"));
    }

    private static List<String> plain(TextBlock block) {
        return block.lines().stream()
                .map(line ->
                        String.join("", line.stream().map(TextBlock.Part::text).toList()))
                .toList();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Apply at ipregistration.pta.gov.pk.          | https://ipregistration.pta.gov.pk
            Write to ipreport@pta.gov.pk, please         | mailto:ipreport@pta.gov.pk
            See https://complaint.pta.gov.pk/form today  | https://complaint.pta.gov.pk/form
            پتا: ipregistration.pta.gov.pk۔              | https://ipregistration.pta.gov.pk
            An ordinary sentence. Another one            |
            javascript:alert(1)                          |
            """)
    void addressesBecomeLinks(String text, String link) {
        assertThat(TextBlock.parse(text, Map.of()).stream()
                        .flatMap(block -> block.lines().stream())
                        .flatMap(List::stream)
                        .map(TextBlock.Part::href)
                        .filter(href -> href != null))
                .containsExactlyElementsOf(Stream.ofNullable(link).toList());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Example: 35202-1234567-8.                    | 35202-1234567-8
            مثال: 35202-1234567-8                        | 35202-1234567-8
            Form RPT-2-3, page 4-b, 24/7, 0300 1234567   |
            """)
    void aNumberWithHyphensStaysInOnePiece(String text, String number) {
        assertThat(TextBlock.parse(text, Map.of()).stream()
                        .flatMap(block -> block.lines().stream())
                        .flatMap(List::stream)
                        .filter(TextBlock.Part::number)
                        .map(TextBlock.Part::text))
                .containsExactlyElementsOf(Stream.ofNullable(number).toList());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Tap “Talk to a person”, or write “status”.   | Talk to a person | /chat?lang=en
            لکھیے: ”نمائندے سے بات کریں“ پر ٹیپ کیجیے۔        | نمائندے سے بات کریں | /chat?lang=ur
            """)
    void aControlThatIsNamedBecomesALinkToWhereItIs(String text, String label, String link) {
        List<TextBlock.Part> links = TextBlock.parse(text, Map.of(label, link)).getFirst().lines().getFirst().stream()
                .filter(part -> part.href() != null)
                .toList();
        assertThat(links).containsExactly(new TextBlock.Part(label, link, false));
        assertThat(links.getFirst().isForeign()).isFalse();
    }
}
