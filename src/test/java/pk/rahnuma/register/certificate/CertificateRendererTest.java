package pk.rahnuma.register.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nayuki.qrcodegen.QrCode;
import io.nayuki.qrcodegen.QrSegmentAdvanced;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.rendering.ImageType;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.pdfbox.text.TextPosition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import pk.rahnuma.register.certificate.CertificateContent.RegisteredLine;
import pk.rahnuma.register.certificate.CertificateKeys.SignedStatement;
import pk.rahnuma.shared.MessageBundle;
import pk.rahnuma.vault.KeyedHashFixture;

/// Certificates, read back from their PDF.
class CertificateRendererTest {

    private static final String ISSUER = "Help Desk Lahore";
    private static final String BASE_URL = "https://desk.example.pk";
    private static final int DPI = 300;
    private static final int POINTS_PER_INCH = 72;
    private static final int MIDDLE_GREY = 128;

    private final CertificateKeys keys = new CertificateKeys(KeyedHashFixture.hashService());

    private byte[] render(CertificateContent content, String language) {
        return render(CertificateSamples.statementOn(content, CertificateSamples.LAST_DAY), content, language);
    }

    private byte[] render(CertificateStatement statement, CertificateContent content, String language) {
        return CertificateRenderer.renderPdf(content, keys.signStatement(statement), ISSUER, BASE_URL, language);
    }

    private static CertificateContent contentOf(String holder, RegisteredLine... lines) {
        return new CertificateContent(holder, List.of(lines));
    }

    /// Lines with one to nine addresses each, in both scripts.
    private static CertificateContent longContent() {
        List<RegisteredLine> lines = IntStream.range(0, 80)
                .mapToObj(i -> new RegisteredLine(
                        i % 2 == 0 ? "Karachi, office " + i : "لاہور، شاہراہ قائد اعظم، دفتر " + i,
                        i % 3 == 0 ? "پی ٹی سی ایل" : "Nayatel",
                        IntStream.rangeClosed(0, i % 9)
                                .mapToObj(j -> "2001:db8:%x:%x::/64".formatted(i + 1, j + 1))
                                .toList()))
                .toList();
        return new CertificateContent("عائشہ صدیقہ", lines);
    }

    private static List<String> readPages(byte[] pdf) throws IOException {
        try (PDDocument document = Loader.loadPDF(pdf)) {
            List<String> pages = new ArrayList<>();
            for (int page = 1; page <= document.getNumberOfPages(); page++) {
                PDFTextStripper stripper = new PDFTextStripper();
                stripper.setSortByPosition(true);
                stripper.setStartPage(page);
                stripper.setEndPage(page);
                pages.add(stripper.getText(document));
            }
            return pages;
        }
    }

    private static List<TextPosition> readLetters(byte[] pdf) throws IOException {
        List<TextPosition> letters = new ArrayList<>();
        try (PDDocument document = Loader.loadPDF(pdf)) {
            new PDFTextStripper() {
                @Override
                protected void processTextPosition(TextPosition letter) {
                    letters.add(letter);
                }
            }.getText(document);
        }
        return letters;
    }

    @Test
    void allWordsOfThePageInUrduAreFound() throws Exception {
        CertificateContent content = contentOf(
                "محمد علی حسین بن عبدالرحمٰن",
                new RegisteredLine("صدر دفتر، لاہور", "پی ٹی سی ایل", List.of("203.0.113.7")));
        List<String> pages = readPages(render(content, "ur"));
        assertThat(pages).hasSize(1);
        assertThat(pages.getFirst().split("\\s+")).contains(content.holder().split(" "));
        assertThat(pages.getFirst().split("\\s+"))
                .contains("وی پی این رجسٹریشن کی سند نمبر نام تاریخِ اجرا کارآمد تا".split(" "))
                .contains("صدر دفتر، لاہور پی ٹی سی ایل".split(" "))
                .contains("دسمبر", "2026", "2027", "203.0.113.7")
                .contains("نیچے درج لائنیں اس نام پر درج ہیں۔".split(" "))
                .contains("فون کے کیمرے سے کوڈ اسکین کریں،".split(" "));
    }

    @Test
    void thePageInEnglishSaysWhatIsCertified() throws Exception {
        CertificateContent content = CertificateSamples.content();
        SignedStatement signed = keys.signStatement(CertificateSamples.statement());
        String page = readPages(CertificateRenderer.renderPdf(content, signed, ISSUER, BASE_URL, "en"))
                .getFirst();
        assertThat(page)
                .contains(ISSUER, "Certificate of VPN registration", "Indus Data Services (Private) Limited")
                .contains(signed.statement().number().toGroupedText(), "3 December 2026", "2 December 2027")
                .contains("198.51.100.0/28, 203.0.113.7,", "2001:db8:4711::/48", "+92\u00a0300\u00a01234567")
                .contains("https://desk.example.pk/verify", "Page 1 of 1")
                .contains(HexFormat.of().formatHex(signed.keyId(), 0, 2));
    }

    @Test
    void aPageSaysOnlyWhatItsStatementSays() throws Exception {
        CertificateContent content = CertificateSamples.content();
        CertificateStatement open = CertificateSamples.statementOn(content, null);
        assertThat(readPages(render(open, content, "en")).getFirst()).doesNotContain("Valid until");
        CertificateStatement whitelisting = new CertificateStatement(
                open.issuer(),
                open.number(),
                CertificateKind.IP_WHITELISTING,
                open.issued(),
                null,
                open.salt(),
                open.contentHash());
        assertThat(readPages(render(whitelisting, content, "en")).getFirst())
                .contains("Certificate of IP whitelisting", "in its register of IP whitelisting");
        CertificateContent other = contentOf("Ayesha", content.lines().getFirst());
        assertThatThrownBy(() -> render(open, other, "en")).isInstanceOf(IllegalArgumentException.class);
    }

    /// In a paragraph from right to left, an IPv6 prefix would be torn apart.
    @Test
    void addressesKeepTheirOrderOnThePageInUrdu() throws Exception {
        List<String> numbers = List.of("198.51.100.0/28", "2001:db8:4711::/48", "+92 300 1234567", "203.0.113.7");
        byte[] pdf = render(contentOf("عائشہ", new RegisteredLine("لاہور", "پی ٹی سی ایل", numbers)), "ur");
        StringBuilder fromLeft = new StringBuilder();
        readLetters(pdf).stream()
                .sorted((one, other) -> Math.abs(one.getY() - other.getY()) > 1
                        ? Float.compare(one.getY(), other.getY())
                        : Float.compare(one.getX(), other.getX()))
                .map(TextPosition::getUnicode)
                .filter(letter -> !letter.isBlank() && letter.charAt(0) != '\u00a0')
                .forEach(fromLeft::append);
        assertThat(fromLeft)
                .contains("198.51.100.0/28,2001:db8:4711::/48,")
                .contains("+923001234567,203.0.113.7")
                .contains("https://desk.example.pk/verify");
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "ur"})
    void theQrCodeOfThePageIsThatOfTheStatement(String language) throws Exception {
        SignedStatement signed = keys.signStatement(CertificateSamples.statement());
        byte[] pdf = CertificateRenderer.renderPdf(CertificateSamples.content(), signed, ISSUER, BASE_URL, language);
        QrCode code = QrCode.encodeSegments(
                QrSegmentAdvanced.makeSegmentsOptimally(
                        signed.toQrText(BASE_URL), QrCode.Ecc.MEDIUM, QrCode.MIN_VERSION, QrCode.MAX_VERSION),
                QrCode.Ecc.MEDIUM);
        // A module is 0.6 mm wide: the camera of a phone reads it.
        assertThat(code.version).isLessThanOrEqualTo(11);
        try (PDDocument document = Loader.loadPDF(pdf)) {
            BufferedImage page = new PDFRenderer(document).renderImageWithDPI(0, DPI, ImageType.GRAY);
            float left = language.equals("en")
                    ? CertificateCanvas.MARGIN
                    : PDRectangle.A4.getWidth() - CertificateCanvas.MARGIN - CertificateRenderer.QR_SIDE;
            float module = CertificateRenderer.QR_SIDE / code.size;
            // With the four modules around it that must be white.
            for (int y = -4; y < code.size + 4; y++) {
                for (int x = -4; x < code.size + 4; x++) {
                    int grey = page.getRaster()
                            .getSample(
                                    toPixels(left + (x + 0.5f) * module),
                                    toPixels(CertificateRenderer.QR_TOP + (y + 0.5f) * module),
                                    0);
                    assertThat(grey < MIDDLE_GREY).as(x + ", " + y).isEqualTo(code.getModule(x, y));
                }
            }
        }
    }

    private static int toPixels(float points) {
        return Math.round(points * DPI / POINTS_PER_INCH);
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "ur"})
    void linesThatDoNotFitFollowOnFurtherPages(String language) throws Exception {
        CertificateContent content = longContent();
        List<String> pages = readPages(render(content, language));
        assertThat(pages).hasSizeBetween(3, 10);
        String number = CertificateSamples.statementOn(content, null).number().toGroupedText();
        assertThat(pages).allSatisfy(page -> assertThat(page).contains(number));
        String printed = String.join("\n", pages);
        content.lines()
                .forEach(line -> assertThat(line.numbers())
                        .allSatisfy(each -> assertThat(printed).containsOnlyOnce(each)));
        if (language.equals("en")) {
            assertThat(pages.getLast()).contains("Page " + pages.size() + " of " + pages.size());
        }
    }

    /// Names as long as allowed, with and without spaces; a line with addresses for more than one page.
    @ParameterizedTest
    @CsvSource({"en,ab", "en,علی", "en,ab ", "en,علی ", "ur,ab", "ur,علی", "ur,ab ", "ur,علی "})
    void allTextIsWithinTheMargins(String language, String part) throws Exception {
        String name = part.repeat(CertificateContent.MAX_NAME_LENGTH / part.length());
        List<String> numbers = Collections.nCopies(400, "2001:db8:1111:2222:3333:4444:5555:6666/128");
        CertificateContent content = contentOf(name, new RegisteredLine(name, name, numbers));
        byte[] pdf = render(content, language);
        List<TextPosition> letters = readLetters(pdf);
        assertThat(letters).hasSizeGreaterThan(400 * 40);
        float rightEdge = PDRectangle.A4.getWidth() - CertificateCanvas.MARGIN;
        assertThat(letters).allSatisfy(letter -> {
            assertThat(letter.getX()).isGreaterThanOrEqualTo(CertificateCanvas.MARGIN - 0.1f);
            assertThat(letter.getX() + letter.getWidth()).isLessThanOrEqualTo(rightEdge + 0.1f);
            assertThat(letter.getY()).isBetween(CertificateCanvas.MARGIN, CertificateCanvas.BOTTOM);
        });
        assertThat(readPages(pdf)).hasSizeGreaterThan(2);
    }

    @Test
    void theLongestAddressIsInOneLine() throws Exception {
        String longest = String.join(":", Collections.nCopies(8, "dddd")) + "/128";
        List<String> numbers = Collections.nCopies(3, longest);
        String page = readPages(render(contentOf("Ayesha", new RegisteredLine("", "PTCL", numbers)), "en"))
                .getFirst();
        assertThat(page.split(longest, -1)).hasSize(4);
    }

    @Test
    void aLetterThatNoFontHasIsABox() throws Exception {
        CertificateContent content =
                contentOf("株 Ayesha \u202e\u200f", new RegisteredLine("", "PTCL", List.of("203.0.113.7")));
        for (String language : List.of("en", "ur")) {
            assertThat(readPages(render(content, language)).getFirst()).contains("□ Ayesha");
        }
    }

    @Test
    void theSameCertificateIsTheSameFileAlsoWhenManyAreRenderedAtOnce() {
        CertificateContent content = longContent();
        CertificateStatement statement = CertificateSamples.statementOn(content, null);
        byte[] file = render(statement, content, "ur");
        assertThat(IntStream.range(0, 16).parallel().mapToObj(i -> render(statement, content, "ur")))
                .allSatisfy(each -> assertThat(each).isEqualTo(file));
    }

    @Test
    void bothLanguagesHaveTheSameTextsWithTheSameArguments() {
        MessageBundle texts = CertificateRenderer.messageBundle();
        assertThat(texts.textKeys("ur")).isEqualTo(texts.textKeys("en")).isNotEmpty();
        for (String key : texts.textKeys("en")) {
            assertThat(texts.argumentNames("ur", key)).as(key).isEqualTo(texts.argumentNames("en", key));
        }
    }

    @Test
    void twoHundredCertificatesLeaveNoMemoryBehind() {
        CertificateContent content = CertificateSamples.content();
        for (int i = 0; i < 20; i++) {
            render(content, "ur");
        }
        long before = usedBytes();
        for (int i = 0; i < 200; i++) {
            assertThat(render(content, i % 2 == 0 ? "ur" : "en")).hasSizeBetween(10_000, 150_000);
        }
        assertThat(usedBytes()).isLessThan(before + (16L << 20));
    }

    private static long usedBytes() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
