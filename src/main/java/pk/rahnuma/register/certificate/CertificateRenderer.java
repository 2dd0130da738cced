package pk.rahnuma.register.certificate;

import com.ibm.icu.util.Calendar;
import com.ibm.icu.util.GregorianCalendar;
import com.ibm.icu.util.TimeZone;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.pdfbox.pdmodel.PDDocument;
import pk.rahnuma.register.certificate.CertificateCanvas.Alignment;
import pk.rahnuma.register.certificate.CertificateCanvas.TextBox;
import pk.rahnuma.register.certificate.CertificateKeys.SignedStatement;
import pk.rahnuma.shared.Language;
import pk.rahnuma.shared.MessageBundle;

/// Prints a certificate: a page of A4 with its facts, lines and QR code; lines that do not fit follow on further pages.
/// The page in Urdu is mirrored.
public final class CertificateRenderer {

    static final float QR_SIDE = 40 * CertificateCanvas.MILLIMETRE;
    static final float QR_TOP = CertificateCanvas.BOTTOM - QR_SIDE - 14 * CertificateCanvas.MILLIMETRE;

    private static final float FOOTER_HEIGHT = 7 * CertificateCanvas.MILLIMETRE;
    private static final float GAP = 4 * CertificateCanvas.MILLIMETRE;
    private static final float LABEL_WIDTH = 38 * CertificateCanvas.MILLIMETRE;
    private static final float TITLE_SIZE = 25;
    private static final float NAME_SIZE = 12;
    private static final float TEXT_SIZE = 10;
    private static final float SMALL_SIZE = 8;

    private static final class MessageBundleHolder {
        private static final MessageBundle MESSAGE_BUNDLE =
                MessageBundle.loadFolder("/pk/rahnuma/register/certificate/", Language.STAFF);
    }

    private final CertificateCanvas canvas;
    private final String language;
    private final boolean rightToLeft;
    private final CertificateContent content;
    private final SignedStatement signed;
    private final String issuer;

    private CertificateRenderer(
            CertificateCanvas canvas,
            String language,
            CertificateContent content,
            SignedStatement signed,
            String issuer) {
        this.canvas = canvas;
        this.language = language;
        this.rightToLeft = Language.isRightToLeft(language);
        this.content = content;
        this.signed = signed;
        this.issuer = issuer;
    }

    /// Renders a PDF; the same arguments give the same bytes.
    ///
    /// @param issuer name of the desk or the authority
    /// @param baseUrl address of the desk, without a trailing slash
    /// @param language one of [Language#STAFF]
    /// @throws IllegalArgumentException when the statement is on another content
    /// @throws IllegalStateException when the machine has no fontconfig or no font
    public static byte[] renderPdf(
            CertificateContent content, SignedStatement signed, String issuer, String baseUrl, String language) {
        if (!signed.statement().matches(content)) {
            throw new IllegalArgumentException("the statement is on another content");
        }
        try (CertificateCanvas canvas = new CertificateCanvas()) {
            CertificateRenderer renderer = new CertificateRenderer(canvas, language, content, signed, issuer);
            renderer.describeDocument();
            renderer.drawPages(baseUrl);
            return canvas.toPdf();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void describeDocument() {
        PDDocument document = canvas.document();
        document.getDocumentInformation()
                .setTitle(formatText("title") + " " + signed.statement().number());
        document.getDocumentInformation().setAuthor(issuer);
        document.getDocumentCatalog().setLanguage(language);
        // Otherwise the time would be in the file.
        document.setDocumentId(signed.statement().issued().toEpochDay());
    }

    private void drawPages(String baseUrl) throws IOException {
        List<String> headings = Stream.of("number", "site", "provider", "numbers")
                .map(column -> formatText("column." + column))
                .toList();
        CertificateTable table = new CertificateTable(canvas, headings, content.lines(), rightToLeft);
        canvas.addPage();
        drawCheck(baseUrl);
        float top = drawFacts(drawHeader());
        float nextTop = CertificateCanvas.MARGIN + 3 * GAP;
        List<Integer> ends = new ArrayList<>(List.of(table.findEnd(0, QR_TOP - GAP - top)));
        while (ends.getLast() < table.countSlices()) {
            ends.add(table.findEnd(ends.getLast(), CertificateCanvas.BOTTOM - 2 * GAP - nextTop));
        }
        table.drawSlices(0, ends.getFirst(), top);
        drawFooter(1, ends.size());
        for (int page = 1; page < ends.size(); page++) {
            canvas.addPage();
            TextBox box = new TextBox(CertificateCanvas.MARGIN, CertificateCanvas.WIDTH, TEXT_SIZE, startSide());
            canvas.setColor(CertificateCanvas.BRAND);
            canvas.drawParagraph(
                    formatText("title") + " · "
                            + isolate(signed.statement().number().toGroupedText()),
                    rightToLeft,
                    box,
                    CertificateCanvas.MARGIN);
            table.drawSlices(ends.get(page - 1), ends.get(page), nextTop);
            drawFooter(page + 1, ends.size());
        }
    }

    private float drawHeader() throws IOException {
        TextBox box = new TextBox(CertificateCanvas.MARGIN, CertificateCanvas.WIDTH, NAME_SIZE, Alignment.CENTRE);
        canvas.setColor(CertificateCanvas.INK);
        float bottom =
                canvas.drawParagraph(issuer, TextLayout.isRightToLeft(issuer), box, CertificateCanvas.MARGIN + 2 * GAP);
        canvas.setColor(CertificateCanvas.BRAND);
        bottom = canvas.drawParagraph(formatText("title"), rightToLeft, box.withSize(TITLE_SIZE), bottom + GAP / 2);
        canvas.drawRule(bottom + GAP, CertificateCanvas.BRAND, 1);
        return bottom + 2 * GAP;
    }

    private float drawFacts(float top) throws IOException {
        CertificateStatement statement = signed.statement();
        float bottom = drawFact("number", statement.number().toGroupedText(), top);
        bottom = drawFact("holder", content.holder(), bottom);
        bottom = drawFact("issued", formatDay(statement.issued()), bottom);
        if (statement.validUntil() != null) {
            bottom = drawFact("until", formatDay(statement.validUntil()), bottom);
        }
        TextBox box = new TextBox(CertificateCanvas.MARGIN, CertificateCanvas.WIDTH, TEXT_SIZE, startSide());
        canvas.setColor(CertificateCanvas.INK);
        return canvas.drawParagraph(formatText("intro"), rightToLeft, box, bottom + GAP) + GAP;
    }

    /// Draws a label and its value, on the same base line.
    private float drawFact(String key, String value, float top) throws IOException {
        float left = CertificateCanvas.MARGIN;
        float valueWidth = CertificateCanvas.WIDTH - LABEL_WIDTH;
        TextBox labelBox = new TextBox(rightToLeft ? left + valueWidth : left, LABEL_WIDTH, TEXT_SIZE, startSide());
        TextBox valueBox = new TextBox(rightToLeft ? left : left + LABEL_WIDTH, valueWidth, NAME_SIZE, startSide());
        String label = formatText(key);
        boolean isRightToLeft = TextLayout.isRightToLeft(value);
        float labelAscent = canvas.ascentOf(label, rightToLeft, labelBox);
        float valueAscent = canvas.ascentOf(value, isRightToLeft, valueBox);
        float ascent = Math.max(labelAscent, valueAscent);
        canvas.setColor(CertificateCanvas.QUIET);
        float labelBottom = canvas.drawParagraph(label, rightToLeft, labelBox, top + ascent - labelAscent);
        canvas.setColor(CertificateCanvas.INK);
        float valueBottom = canvas.drawParagraph(value, isRightToLeft, valueBox, top + ascent - valueAscent);
        return Math.max(labelBottom, valueBottom);
    }

    private void drawCheck(String baseUrl) throws IOException {
        float left = CertificateCanvas.MARGIN;
        float textWidth = CertificateCanvas.WIDTH - QR_SIDE - 2 * GAP;
        canvas.setColor(CertificateCanvas.INK);
        canvas.drawQrCode(
                signed.toQrText(baseUrl),
                rightToLeft ? left + CertificateCanvas.WIDTH - QR_SIDE : left,
                QR_TOP,
                QR_SIDE);
        TextBox box = new TextBox(
                rightToLeft ? left : left + CertificateCanvas.WIDTH - textWidth, textWidth, TEXT_SIZE, startSide());
        canvas.setColor(CertificateCanvas.BRAND);
        float bottom = canvas.drawParagraph(formatText("check.title"), rightToLeft, box, QR_TOP);
        canvas.setColor(CertificateCanvas.INK);
        bottom = canvas.drawParagraph(
                formatText("check.text", "address", isolate(baseUrl + "/verify")), rightToLeft, box, bottom);
        canvas.setColor(CertificateCanvas.QUIET);
        String keyId = HexFormat.of().formatHex(signed.keyId()).replaceAll("(.{4})(?=.)", "$1 ");
        canvas.drawParagraph(
                formatText("key", "id", isolate(keyId)), rightToLeft, box.withSize(SMALL_SIZE), bottom + GAP / 2);
    }

    private void drawFooter(int page, int pages) throws IOException {
        TextBox box = new TextBox(CertificateCanvas.MARGIN, CertificateCanvas.WIDTH, SMALL_SIZE, Alignment.CENTRE);
        canvas.setColor(CertificateCanvas.QUIET);
        String text = formatText("page", "page", Integer.toString(page), "pages", Integer.toString(pages));
        canvas.drawParagraph(text, rightToLeft, box, CertificateCanvas.BOTTOM - FOOTER_HEIGHT);
    }

    private Alignment startSide() {
        return rightToLeft ? Alignment.RIGHT : Alignment.LEFT;
    }

    private String isolate(String value) {
        return Language.isolateText(value, language);
    }

    private String formatDay(LocalDate day) {
        Calendar calendar = new GregorianCalendar(TimeZone.GMT_ZONE);
        calendar.clear();
        calendar.set(day.getYear(), day.getMonthValue() - 1, day.getDayOfMonth());
        return messageBundle().formatText(language, "day", Map.of("day", calendar));
    }

    /// A text; those that differ by kind are in one key.
    private String formatText(String key, String... namesAndValues) {
        Map<String, Object> arguments = new HashMap<>();
        arguments.put("issuer", isolate(issuer));
        arguments.put("kind", signed.statement().kind().toWord());
        for (int i = 0; i < namesAndValues.length; i += 2) {
            arguments.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return messageBundle().formatText(language, key, arguments);
    }

    /// Name of a desk that has no operator: it is for trying.
    static String trialIssuer(String language) {
        return messageBundle().formatText(language, "trial", Map.of());
    }

    static MessageBundle messageBundle() {
        return MessageBundleHolder.MESSAGE_BUNDLE;
    }
}
