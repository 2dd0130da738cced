package pk.rahnuma.register.certificate;

import java.awt.Font;
import java.awt.FontFormatException;
import java.awt.font.FontRenderContext;
import java.awt.font.GlyphVector;
import java.io.IOException;
import java.io.InputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Noto Nastaliq Urdu. PDFBox does not shape Arabic letters: the JDK does (HarfBuzz), and its outlines are drawn.
///
/// Loaded once, since the JDK copies the font to a temporary file. It needs the library fontconfig and any font of the
/// system, which a container may lack.
final class NastaliqFont {

    /// Units of an em, in which texts are measured.
    static final int EM_UNITS = 1000;

    /// Size beside Latin letters: those of Nastaliq are small in their em.
    private static final float SIZE_RATIO = 1.2f;

    private static final int ARABIC_BLOCK = 0x06;
    private static final int NON_JOINER = 0x200c;
    private static final int JOINER = 0x200d;

    private static final String FILE = "/pk/rahnuma/register/certificate/nastaliq.ttf";
    private static final FontRenderContext UNHINTED = new FontRenderContext(null, true, true);
    private static final Logger LOG = LoggerFactory.getLogger(NastaliqFont.class);

    private static final class FontHolder {
        /// Null where the JDK cannot load fonts.
        private static final Font FONT = loadFont();
    }

    private NastaliqFont() {}

    private static Font loadFont() {
        try (InputStream in = NastaliqFont.class.getResourceAsStream(FILE)) {
            return Font.createFont(Font.TRUETYPE_FONT, in).deriveFont(EM_UNITS * SIZE_RATIO);
        } catch (IOException | FontFormatException | RuntimeException e) {
            LOG.error("Certificates with Urdu letters need fontconfig and a font of the system: install them", e);
            return null;
        }
    }

    private static Font requireFont() {
        if (FontHolder.FONT == null) {
            throw new IllegalStateException("no fontconfig, or no font of the system");
        }
        return FontHolder.FONT;
    }

    static boolean hasLetter(int codePoint) {
        return (codePoint >> 8 == ARABIC_BLOCK || codePoint == JOINER || codePoint == NON_JOINER)
                && requireFont().canDisplay(codePoint);
    }

    /// Glyphs of a word, in their places.
    static GlyphVector shapeWord(String word, boolean rightToLeft) {
        return requireFont()
                .layoutGlyphVector(
                        UNHINTED,
                        word.toCharArray(),
                        0,
                        word.length(),
                        rightToLeft ? Font.LAYOUT_RIGHT_TO_LEFT : Font.LAYOUT_LEFT_TO_RIGHT);
    }

    /// A glyph at the origin; its y axis points down.
    static GlyphVector createGlyph(int code) {
        return requireFont().createGlyphVector(UNHINTED, new int[] {code});
    }
}
