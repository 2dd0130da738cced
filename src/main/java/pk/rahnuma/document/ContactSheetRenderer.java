package pk.rahnuma.document;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.geom.GeneralPath;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.apache.pdfbox.pdmodel.PDDocument;

/// Draws a contact sheet: thumbnails side by side, each with its number. The numbers are drawn as outlines of a font
/// that comes with the PDF library, since a server may have no fonts.
final class ContactSheetRenderer {

    static final int MAX_THUMBNAILS = 12;
    static final int MAX_SHEET_BYTES = 512 * 1024;

    private static final int MAX_COLUMNS = 3;
    private static final int CELL_PIXELS = ThumbnailRenderer.THUMBNAIL_SIDE_PIXELS;
    private static final int GAP_PIXELS = 12;
    private static final int DIGIT_HEIGHT_PIXELS = 26;
    private static final int MAX_NUMBER = 999;
    private static final float JPEG_QUALITY = 0.8f;
    private static final String FONT = "/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf";
    private static final List<String> DIGIT_GLYPHS =
            List.of("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine");

    private ContactSheetRenderer() {}

    /// Draws a sheet as JPEG.
    ///
    /// @param thumbnails 1 to [#MAX_THUMBNAILS]
    /// @throws IOException when a thumbnail cannot be read
    static byte[] drawSheet(List<NumberedThumbnail> thumbnails) throws IOException {
        int columns = Math.min(MAX_COLUMNS, thumbnails.size());
        int rows = (thumbnails.size() + columns - 1) / columns;
        BufferedImage sheet = new BufferedImage(sidePixels(columns), sidePixels(rows), BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = sheet.createGraphics();
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, sheet.getWidth(), sheet.getHeight());
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        try (TrueTypeFont font = loadFont()) {
            for (int i = 0; i < thumbnails.size(); i++) {
                int left = GAP_PIXELS + i % columns * (CELL_PIXELS + GAP_PIXELS);
                int top = GAP_PIXELS + i / columns * (CELL_PIXELS + GAP_PIXELS);
                drawCell(graphics, left, top, thumbnails.get(i), font);
            }
        }
        graphics.dispose();
        return ThumbnailRenderer.toJpeg(sheet, JPEG_QUALITY);
    }

    private static int sidePixels(int cells) {
        return GAP_PIXELS + cells * (CELL_PIXELS + GAP_PIXELS);
    }

    private static void drawCell(Graphics2D graphics, int left, int top, NumberedThumbnail thumbnail, TrueTypeFont font)
            throws IOException {
        BufferedImage picture =
                DocumentRenderer.scaleToFit(DocumentRenderer.readPicture(thumbnail.jpeg(), CELL_PIXELS), CELL_PIXELS);
        graphics.setColor(Color.LIGHT_GRAY);
        graphics.fillRect(left, top, CELL_PIXELS, CELL_PIXELS);
        graphics.drawImage(
                picture,
                left + (CELL_PIXELS - picture.getWidth()) / 2,
                top + (CELL_PIXELS - picture.getHeight()) / 2,
                null);
        GeneralPath number = createOutline(Math.clamp(thumbnail.number(), 0, MAX_NUMBER), font);
        int width = number.getBounds().width + DIGIT_HEIGHT_PIXELS;
        graphics.setColor(Color.BLACK);
        graphics.fillRect(left, top, width, 2 * DIGIT_HEIGHT_PIXELS - GAP_PIXELS);
        graphics.setColor(Color.WHITE);
        graphics.fill(number.createTransformedShape(AffineTransform.getTranslateInstance(
                left + DIGIT_HEIGHT_PIXELS / 2.0, top + DIGIT_HEIGHT_PIXELS * 1.5 - GAP_PIXELS / 2.0)));
    }

    /// Outline of a number, its lower left corner at the origin.
    private static GeneralPath createOutline(int number, TrueTypeFont font) throws IOException {
        double scale = DIGIT_HEIGHT_PIXELS / font.getPath("one").getBounds2D().getHeight();
        GeneralPath outline = new GeneralPath();
        double x = 0;
        for (char digit : Integer.toString(number).toCharArray()) {
            String glyph = DIGIT_GLYPHS.get(digit - '0');
            AffineTransform place = AffineTransform.getTranslateInstance(x, 0);
            place.scale(scale, -scale);
            outline.append(font.getPath(glyph).createTransformedShape(place), false);
            x += font.getWidth(glyph) * scale;
        }
        return outline;
    }

    private static TrueTypeFont loadFont() throws IOException {
        try (InputStream in = PDDocument.class.getResourceAsStream(FONT)) {
            if (in == null) {
                throw new IOException("the font of the PDF library is missing");
            }
            return new TTFParser(true).parse(new RandomAccessReadBuffer(in));
        }
    }
}
