package pk.rahnuma.register.certificate;

import io.nayuki.qrcodegen.QrCode;
import io.nayuki.qrcodegen.QrSegmentAdvanced;
import java.awt.Color;
import java.awt.font.GlyphVector;
import java.awt.geom.PathIterator;
import java.awt.geom.Point2D;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.apache.pdfbox.pdmodel.graphics.form.PDFormXObject;
import org.apache.pdfbox.pdmodel.graphics.state.RenderingMode;
import org.apache.pdfbox.util.Matrix;
import pk.rahnuma.register.certificate.TextLayout.TextLine;
import pk.rahnuma.register.certificate.TextLayout.TextPiece;

/// Pages of a PDF to draw on. Places are in points from the upper left corner.
final class CertificateCanvas implements Closeable {

    static final float MILLIMETRE = 72 / 25.4f;
    static final float MARGIN = 20 * MILLIMETRE;
    static final float WIDTH = PDRectangle.A4.getWidth() - 2 * MARGIN;
    static final float BOTTOM = PDRectangle.A4.getHeight() - MARGIN;

    static final Color INK = new Color(0x14211a);
    static final Color QUIET = new Color(0x4d5c53);
    static final Color BRAND = new Color(0x0e4f33);
    static final Color RULE = new Color(0xb9c7bd);

    private static final float FRAME_MARGIN = 12 * MILLIMETRE;
    private static final String LATIN_FONT = "/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf";
    /// Box of any glyph: it only must not be too small.
    private static final PDRectangle GLYPH_BOX = new PDRectangle(-4000, -4000, 8000, 8000);

    private final PDDocument document = new PDDocument();
    private final WordLayerFont words;
    private final TextLayout layout;
    private final Map<Integer, PDFormXObject> glyphs = new HashMap<>();
    private PDPageContentStream content;

    /// Side of a paragraph where its lines begin or end together.
    enum Alignment {
        LEFT,
        CENTRE,
        RIGHT
    }

    /// Place and size of a paragraph.
    record TextBox(float left, float width, float size, Alignment alignment) {

        TextBox withSize(float other) {
            return new TextBox(left, width, other, alignment);
        }
    }

    CertificateCanvas() throws IOException {
        try (InputStream in = PDDocument.class.getResourceAsStream(LATIN_FONT)) {
            TrueTypeFont font = new TTFParser().parse(new RandomAccessReadBuffer(in));
            document.registerTrueTypeFontForClosing(font);
            // Ligatures take most of the time of PDFBox, and an address has none.
            font.setEnableGsub(false);
            layout = new TextLayout(PDType0Font.load(document, font, true));
        }
        words = new WordLayerFont(document);
    }

    PDDocument document() {
        return document;
    }

    /// Breaks a text into lines of a width in points.
    List<TextLine> breakLines(String text, boolean rightToLeft, float width, float size) {
        return layout.breakLines(text, rightToLeft, width * NastaliqFont.EM_UNITS / size);
    }

    /// Starts a page, with a frame.
    void addPage() throws IOException {
        closePage();
        PDPage page = new PDPage(PDRectangle.A4);
        document.addPage(page);
        content = new PDPageContentStream(document, page);
        setColor(BRAND);
        drawFrame(FRAME_MARGIN, 1);
        setColor(RULE);
        drawFrame(FRAME_MARGIN + MILLIMETRE, 0.5f);
    }

    private void closePage() throws IOException {
        if (content != null) {
            content.close();
        }
    }

    void setColor(Color color) throws IOException {
        content.setNonStrokingColor(color);
        content.setStrokingColor(color);
    }

    /// Draws a paragraph.
    ///
    /// @return its lower edge
    float drawParagraph(String text, boolean rightToLeft, TextBox box, float top) throws IOException {
        float bottom = top;
        for (TextLine line : breakLines(text, rightToLeft, box.width(), box.size())) {
            float free = box.width() - line.widthOf(box.size());
            float indent = switch (box.alignment()) {
                case LEFT -> 0;
                case CENTRE -> free / 2;
                case RIGHT -> free;
            };
            drawText(line, box.left() + indent, bottom + line.ascentOf(box.size()), box.size());
            bottom += line.heightOf(box.size());
        }
        return bottom;
    }

    /// Height of the first line of a paragraph above its base line.
    float ascentOf(String text, boolean rightToLeft, TextBox box) {
        return breakLines(text, rightToLeft, box.width(), box.size()).getFirst().ascentOf(box.size());
    }

    void drawText(TextLine line, float left, float baseline, float size) throws IOException {
        for (TextPiece piece : line.pieces()) {
            float x = left + piece.left() * size / NastaliqFont.EM_UNITS;
            float y = PDRectangle.A4.getHeight() - baseline;
            if (piece.isLatin()) {
                content.beginText();
                content.setFont(layout.latin(), size);
                content.newLineAtOffset(x, y);
                content.showText(piece.text());
                content.endText();
            } else {
                if (piece.glyphs() != null) {
                    drawGlyphs(piece.glyphs(), x, y, size);
                }
                writeWord(piece, x, y, size);
            }
        }
    }

    private void drawGlyphs(GlyphVector word, float x, float y, float size) throws IOException {
        content.saveGraphicsState();
        float scale = size / NastaliqFont.EM_UNITS;
        content.transform(new Matrix(scale, 0, 0, scale, x, y));
        for (int i = 0; i < word.getNumGlyphs(); i++) {
            PDFormXObject form = glyphs.get(word.getGlyphCode(i));
            if (form == null) {
                form = createForm(NastaliqFont.createGlyph(word.getGlyphCode(i)));
                glyphs.put(word.getGlyphCode(i), form);
            }
            Point2D place = word.getGlyphPosition(i);
            content.saveGraphicsState();
            content.transform(Matrix.getTranslateInstance(Math.round(place.getX()), Math.round(-place.getY())));
            content.drawForm(form);
            content.restoreGraphicsState();
        }
        content.restoreGraphicsState();
    }

    /// A glyph as a form, in whole units. PDF has no quadratic curves.
    private PDFormXObject createForm(GlyphVector glyph) throws IOException {
        StringBuilder path = new StringBuilder();
        float[] p = new float[6];
        float x = 0;
        float y = 0;
        for (PathIterator i = glyph.getOutline().getPathIterator(null); !i.isDone(); i.next()) {
            int segment = i.currentSegment(p);
            switch (segment) {
                case PathIterator.SEG_MOVETO -> appendOperator(path, "m", p[0], p[1]);
                case PathIterator.SEG_LINETO -> appendOperator(path, "l", p[0], p[1]);
                case PathIterator.SEG_QUADTO ->
                    appendOperator(
                            path,
                            "c",
                            (x + 2 * p[0]) / 3,
                            (y + 2 * p[1]) / 3,
                            (p[2] + 2 * p[0]) / 3,
                            (p[3] + 2 * p[1]) / 3,
                            p[2],
                            p[3]);
                case PathIterator.SEG_CUBICTO -> appendOperator(path, "c", p);
                default -> appendOperator(path, "h");
            }
            int last = segment == PathIterator.SEG_QUADTO ? 2 : segment == PathIterator.SEG_CUBICTO ? 4 : 0;
            x = p[last];
            y = p[last + 1];
        }
        path.append(path.isEmpty() ? "" : "f");
        PDFormXObject form = new PDFormXObject(WordLayerFont.createStream(document, path.toString()));
        form.setBBox(GLYPH_BOX);
        return form;
    }

    private static void appendOperator(StringBuilder path, String operator, float... coordinates) {
        for (int i = 0; i < coordinates.length; i++) {
            path.append(Math.round(i % 2 == 0 ? coordinates[i] : -coordinates[i]))
                    .append(' ');
        }
        path.append(operator).append('\n');
    }

    /// The word invisibly over its glyphs.
    private void writeWord(TextPiece word, float x, float y, float size) throws IOException {
        content.saveGraphicsState();
        content.beginText();
        content.setRenderingMode(RenderingMode.NEITHER);
        content.setFont(words, size);
        content.setHorizontalScaling(
                100 * word.width() / (WordLayerFont.LETTER_WIDTH * word.text().length()));
        content.newLineAtOffset(x, y);
        content.showText(word.text());
        content.endText();
        content.restoreGraphicsState();
    }

    /// Draws a line over the width of the text.
    void drawRule(float top, Color color, float thickness) throws IOException {
        content.saveGraphicsState();
        setColor(color);
        content.addRect(MARGIN, PDRectangle.A4.getHeight() - top - thickness, WIDTH, thickness);
        content.fill();
        content.restoreGraphicsState();
    }

    private void drawFrame(float margin, float thickness) throws IOException {
        content.setLineWidth(thickness);
        content.addRect(
                margin, margin, PDRectangle.A4.getWidth() - 2 * margin, PDRectangle.A4.getHeight() - 2 * margin);
        content.stroke();
    }

    /// Draws a QR code that survives the loss of 15%; its surroundings must be white.
    void drawQrCode(String text, float left, float top, float side) throws IOException {
        QrCode code = QrCode.encodeSegments(
                QrSegmentAdvanced.makeSegmentsOptimally(text, QrCode.Ecc.MEDIUM, 1, QrCode.MAX_VERSION),
                QrCode.Ecc.MEDIUM);
        float module = side / code.size;
        for (int y = 0; y < code.size; y++) {
            int from = 0;
            for (int x = 0; x <= code.size; x++) {
                if (!code.getModule(x, y)) {
                    if (x > from) {
                        content.addRect(
                                left + from * module,
                                PDRectangle.A4.getHeight() - top - (y + 1) * module,
                                (x - from) * module,
                                module);
                    }
                    from = x + 1;
                }
            }
        }
        content.fill();
    }

    byte[] toPdf() throws IOException {
        closePage();
        content = null;
        words.writeLetters(document);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        document.save(out);
        return out.toByteArray();
    }

    @Override
    public void close() throws IOException {
        closePage();
        document.close();
    }
}
