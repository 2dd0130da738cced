package pk.rahnuma.register.certificate;

import com.ibm.icu.text.Bidi;
import com.ibm.icu.text.BidiRun;
import java.awt.font.GlyphVector;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import org.apache.pdfbox.pdmodel.font.PDType0Font;

/// Lines of texts in Latin and Urdu letters: direction (the Unicode Bidirectional Algorithm), fonts and breaks. Lines
/// break at spaces; a word that is too long is cut.
final class TextLayout {

    /// Shown for a letter that no font has.
    private static final int MISSING_LETTER = '□';
    /// Width of a space between words of Nastaliq.
    private static final int SPACE_WIDTH = 200;
    private static final int MAX_CACHED_WORDS = 1000;

    private final PDType0Font latin;
    /// Shaping takes most of the time, and words of a table are measured often.
    private final Map<String, GlyphVector> shapedWords = new HashMap<>();

    /// @param latin for all that is not in [NastaliqFont]
    TextLayout(PDType0Font latin) {
        this.latin = latin;
    }

    PDType0Font latin() {
        return latin;
    }

    /// A word of Nastaliq, the spaces after one, or a text in the Latin font.
    ///
    /// @param text its characters from left to right
    /// @param glyphs of Nastaliq; null otherwise
    /// @param left in thousandths of an em, as is the width
    record TextPiece(String text, GlyphVector glyphs, float left, float width) {

        boolean isLatin() {
            return glyphs == null && !text.isBlank();
        }
    }

    /// @param pieces from left to right
    /// @param width in thousandths of an em
    record TextLine(List<TextPiece> pieces, float width) {

        float widthOf(float size) {
            return width * size / NastaliqFont.EM_UNITS;
        }

        /// Distance to the next line.
        float heightOf(float size) {
            return size * (isNastaliq() ? 2.4f : 1.4f);
        }

        /// Height above the base line.
        float ascentOf(float size) {
            return size * (isNastaliq() ? 1.6f : 1.05f);
        }

        private boolean isNastaliq() {
            return pieces.stream().anyMatch(piece -> piece.glyphs() != null);
        }
    }

    /// Tells whether the first letter is written from right to left.
    static boolean isRightToLeft(String text) {
        return Bidi.getBaseDirection(text) == Bidi.RTL;
    }

    /// @param maxWidth in thousandths of an em
    List<TextLine> breakLines(String text, boolean rightToLeft, float maxWidth) {
        List<TextLine> lines = new ArrayList<>();
        String line = "";
        for (String word : text.strip().split("\\s+")) {
            String longer = line.isEmpty() ? word : line + " " + word;
            if (layOut(longer, rightToLeft).width() > maxWidth && !line.isEmpty()) {
                lines.add(layOut(line, rightToLeft));
                longer = word;
            }
            while (layOut(longer, rightToLeft).width() > maxWidth && longer.length() > 1) {
                int end = findEnd(longer, rightToLeft, maxWidth);
                lines.add(layOut(longer.substring(0, end), rightToLeft));
                longer = longer.substring(end);
            }
            line = longer;
        }
        lines.add(layOut(line, rightToLeft));
        return lines;
    }

    /// Length of the beginning of a word that fits; at least 1.
    private int findEnd(String word, boolean rightToLeft, float maxWidth) {
        int fitting = 1;
        int tooLong = word.length();
        while (tooLong - fitting > 1) {
            int middle = (fitting + tooLong) / 2;
            boolean fits = layOut(word.substring(0, middle), rightToLeft).width() <= maxWidth;
            fitting = fits ? middle : fitting;
            tooLong = fits ? tooLong : middle;
        }
        return fitting;
    }

    private TextLine layOut(String text, boolean rightToLeft) {
        Bidi bidi = new Bidi(text, rightToLeft ? Bidi.RTL : Bidi.LTR);
        List<TextPiece> pieces = new ArrayList<>();
        float left = 0;
        for (int i = 0; i < bidi.countRuns(); i++) {
            BidiRun run = bidi.getVisualRun(i);
            List<String> words = splitByFont(text.substring(run.getStart(), run.getLimit()));
            for (String word : run.isOddRun() ? words.reversed() : words) {
                TextPiece piece = createPiece(word, run.isOddRun(), left);
                if (!piece.text().isEmpty()) {
                    pieces.add(piece);
                    left += piece.width();
                }
            }
        }
        return new TextLine(pieces, left);
    }

    /// Parts in logical order: letters of Nastaliq, spaces after them, and others with their spaces.
    private static List<String> splitByFont(String run) {
        List<String> parts = new ArrayList<>();
        int from = 0;
        while (from < run.length()) {
            int first = run.codePointAt(from);
            IntPredicate alike = Character.isWhitespace(first)
                    ? Character::isWhitespace
                    : NastaliqFont.hasLetter(first) ? NastaliqFont::hasLetter : c -> !NastaliqFont.hasLetter(c);
            int to = from;
            while (to < run.length() && alike.test(run.codePointAt(to))) {
                to += Character.charCount(run.codePointAt(to));
            }
            parts.add(run.substring(from, to));
            from = to;
        }
        return parts;
    }

    private TextPiece createPiece(String word, boolean rightToLeft, float left) {
        if (word.isBlank()) {
            return new TextPiece(word, null, left, SPACE_WIDTH * word.length());
        }
        String visual = rightToLeft ? Bidi.writeReverse(word, Bidi.DO_MIRRORING) : word;
        if (NastaliqFont.hasLetter(word.codePointAt(0))) {
            GlyphVector glyphs = shapeWord(word, rightToLeft);
            float width = (float) glyphs.getGlyphPosition(glyphs.getNumGlyphs()).getX();
            return new TextPiece(visual, glyphs, left, width);
        }
        StringBuilder shown = new StringBuilder();
        visual.codePoints()
                .filter(c -> Character.getType(c) != Character.FORMAT)
                .map(c -> latin.getCmapLookup().getGlyphId(c) == 0 ? MISSING_LETTER : c)
                .forEach(shown::appendCodePoint);
        try {
            return new TextPiece(shown.toString(), null, left, latin.getStringWidth(shown.toString()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private GlyphVector shapeWord(String word, boolean rightToLeft) {
        if (shapedWords.size() >= MAX_CACHED_WORDS) {
            shapedWords.clear();
        }
        return shapedWords.computeIfAbsent(
                (rightToLeft ? "<" : ">") + word, unused -> NastaliqFont.shapeWord(word, rightToLeft));
    }
}
