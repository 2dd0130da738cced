package pk.rahnuma.register.certificate;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSFloat;
import org.apache.pdfbox.cos.COSInteger;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.common.PDStream;
import org.apache.pdfbox.pdmodel.font.PDType3Font;

/// A font without shapes, for words that are found, and copied, where their letters are outlines. PDF readers read
/// words of Nastaliq glyphs wrongly: a letter is several glyphs, on several base lines.
final class WordLayerFont extends PDType3Font {

    /// Width of each letter, in thousandths of an em.
    static final int LETTER_WIDTH = 500;

    private static final int MAX_LETTERS = 255;

    private final Map<Integer, Integer> codes = new LinkedHashMap<>();

    WordLayerFont(PDDocument document) throws IOException {
        super(createDictionary(document));
    }

    private static COSDictionary createDictionary(PDDocument document) throws IOException {
        COSDictionary font = new COSDictionary();
        font.setItem(COSName.TYPE, COSName.FONT);
        font.setItem(COSName.SUBTYPE, COSName.TYPE3);
        font.setItem(COSName.FONT_BBOX, createArray(0, 0, LETTER_WIDTH, LETTER_WIDTH));
        font.setItem(COSName.FONT_MATRIX, createArray(0.001f, 0, 0, 0.001f, 0, 0));
        COSDictionary shapes = new COSDictionary();
        shapes.setItem(COSName.A, createStream(document, LETTER_WIDTH + " 0 d0"));
        font.setItem(COSName.CHAR_PROCS, shapes);
        COSArray widths = new COSArray();
        COSArray differences = new COSArray();
        differences.add(COSInteger.ONE);
        for (int i = 1; i <= MAX_LETTERS; i++) {
            widths.add(COSInteger.get(LETTER_WIDTH));
            differences.add(COSName.A);
        }
        COSDictionary encoding = new COSDictionary();
        encoding.setItem(COSName.DIFFERENCES, differences);
        font.setItem(COSName.ENCODING, encoding);
        font.setInt(COSName.FIRST_CHAR, 1);
        font.setInt(COSName.LAST_CHAR, MAX_LETTERS);
        font.setItem(COSName.WIDTHS, widths);
        font.setItem(COSName.RESOURCES, new COSDictionary());
        return font;
    }

    private static COSArray createArray(float... numbers) {
        COSArray array = new COSArray();
        for (float number : numbers) {
            array.add(new COSFloat(number));
        }
        return array;
    }

    /// A compressed stream with operators.
    static PDStream createStream(PDDocument document, String text) throws IOException {
        return new PDStream(
                document, new ByteArrayInputStream(text.getBytes(StandardCharsets.US_ASCII)), COSName.FLATE_DECODE);
    }

    /// Codes are given in the order of use; letters after the 254th share the last one.
    @Override
    protected byte[] encode(int letter) {
        int code = codes.computeIfAbsent(letter, unused -> Math.min(codes.size() + 1, MAX_LETTERS));
        return new byte[] {(byte) code};
    }

    /// Writes the letters of the codes, once all words are written.
    void writeLetters(PDDocument document) throws IOException {
        StringBuilder map = new StringBuilder("/CIDInit /ProcSet findresource begin 12 dict begin begincmap\n")
                .append("/CMapName /Words def /CMapType 2 def\n1 begincodespacerange <00> <FF> endcodespacerange\n");
        codes.forEach((letter, code) -> map.append("1 beginbfchar <%02X> <%04X> endbfchar\n".formatted(code, letter)));
        map.append("endcmap CMapName currentdict /CMap defineresource pop end end");
        getCOSObject().setItem(COSName.TO_UNICODE, createStream(document, map.toString()));
    }
}
