package pk.rahnuma.http;

/// Renders a text as a QR code, an SVG with one path.
public final class QrCode {

    private static final int BORDER_MODULES = 2;

    private QrCode() {}

    public static String toSvg(String text) {
        io.nayuki.qrcodegen.QrCode code =
                io.nayuki.qrcodegen.QrCode.encodeText(text, io.nayuki.qrcodegen.QrCode.Ecc.MEDIUM);
        StringBuilder path = new StringBuilder();
        for (int y = 0; y < code.size; y++) {
            for (int x = 0; x < code.size; x++) {
                if (code.getModule(x, y)) {
                    path.append("M%d,%dh1v1h-1z".formatted(x + BORDER_MODULES, y + BORDER_MODULES));
                }
            }
        }
        int side = code.size + 2 * BORDER_MODULES;
        return "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" class=\"qr\" role=\"img\" aria-labelledby=\"qr\"><title id=\"qr\">QR</title><path d=\"%s\" fill=\"#000\"/></svg>"
                .formatted(side, side, path);
    }
}
