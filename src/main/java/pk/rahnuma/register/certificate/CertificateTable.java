package pk.rahnuma.register.certificate;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import pk.rahnuma.register.certificate.CertificateContent.RegisteredLine;
import pk.rahnuma.register.certificate.TextLayout.TextLine;

/// Table of the lines, which may go over several pages, also in the middle of a line with many addresses.
final class CertificateTable {

    private static final char NO_BREAK_SPACE = '\u00a0';
    private static final float TEXT_SIZE = 9;
    private static final float ROW_PADDING = 4;
    private static final float RULE_THICKNESS = 0.6f;
    private static final float CELL_GAP = 6;
    /// Shares of the width: number, site, provider, addresses. The longest IPv6 prefix fits in one line.
    private static final float[] COLUMN_SHARES = {0.07f, 0.28f, 0.21f, 0.44f};

    private final CertificateCanvas canvas;
    private final boolean rightToLeft;
    private final List<TableSlice> header = new ArrayList<>();
    private final List<TableSlice> slices = new ArrayList<>();

    /// One line of text of each cell of a row.
    ///
    /// @param cells null where a cell has no more text
    /// @param isLast true at the end of the row
    private record TableSlice(List<TextLine> cells, boolean isLast) {

        float height() {
            return measure(TextLine::heightOf) + (isLast ? 2 * ROW_PADDING : 0);
        }

        float ascent() {
            return measure(TextLine::ascentOf);
        }

        private float measure(LineMeasure measure) {
            float greatest = 0;
            for (TextLine cell : cells) {
                greatest = cell == null ? greatest : Math.max(greatest, measure.of(cell, TEXT_SIZE));
            }
            return greatest;
        }
    }

    private interface LineMeasure {
        float of(TextLine line, float size);
    }

    CertificateTable(CertificateCanvas canvas, List<String> headings, List<RegisteredLine> lines, boolean rightToLeft) {
        this.canvas = canvas;
        this.rightToLeft = rightToLeft;
        addRow(headings, header);
        int number = 0;
        for (RegisteredLine line : lines) {
            number++;
            addRow(
                    List.of(Integer.toString(number), line.site(), line.provider(), joinNumbers(line.numbers())),
                    slices);
        }
    }

    /// A mobile number is not broken at its spaces.
    private static String joinNumbers(List<String> numbers) {
        return String.join(", ", numbers).replace(' ', NO_BREAK_SPACE).replace("," + NO_BREAK_SPACE, ", ");
    }

    private void addRow(List<String> texts, List<TableSlice> to) {
        List<List<TextLine>> cells = new ArrayList<>();
        int height = 1;
        for (int i = 0; i < COLUMN_SHARES.length; i++) {
            String text = texts.get(i);
            float width = COLUMN_SHARES[i] * CertificateCanvas.WIDTH - CELL_GAP;
            cells.add(canvas.breakLines(text, TextLayout.isRightToLeft(text), width, TEXT_SIZE));
            height = Math.max(height, cells.getLast().size());
        }
        for (int i = 0; i < height; i++) {
            List<TextLine> slice = new ArrayList<>();
            for (List<TextLine> cell : cells) {
                slice.add(i < cell.size() ? cell.get(i) : null);
            }
            to.add(new TableSlice(slice, i == height - 1));
        }
    }

    /// Slices in all.
    int countSlices() {
        return slices.size();
    }

    /// End of the slices from `from` that fit below the header of the table; a row that fits on a page is not divided.
    ///
    /// @param height of the free space, in points
    int findEnd(int from, float height) {
        float free = height - ROW_PADDING;
        for (TableSlice slice : header) {
            free -= slice.height();
        }
        int end = from;
        while (end < slices.size() && slices.get(end).height() <= free) {
            free -= slices.get(end).height();
            end++;
        }
        int rowEnd = end;
        while (rowEnd > from && !slices.get(rowEnd - 1).isLast()) {
            rowEnd--;
        }
        return rowEnd > from ? rowEnd : end;
    }

    /// Draws the header and slices below it.
    void drawSlices(int from, int to, float top) throws IOException {
        if (from == to) {
            return;
        }
        canvas.drawRule(top, CertificateCanvas.RULE, RULE_THICKNESS);
        canvas.setColor(CertificateCanvas.QUIET);
        float bottom = drawRows(header, top + ROW_PADDING);
        canvas.setColor(CertificateCanvas.INK);
        drawRows(slices.subList(from, to), bottom);
    }

    private float drawRows(List<TableSlice> drawn, float top) throws IOException {
        float bottom = top;
        for (TableSlice slice : drawn) {
            float left = CertificateCanvas.MARGIN;
            for (int i = 0; i < COLUMN_SHARES.length; i++) {
                float width = COLUMN_SHARES[i] * CertificateCanvas.WIDTH;
                TextLine cell = slice.cells().get(i);
                if (cell != null) {
                    float start = rightToLeft
                            ? 2 * CertificateCanvas.MARGIN + CertificateCanvas.WIDTH - left - cell.widthOf(TEXT_SIZE)
                            : left;
                    canvas.drawText(cell, start, bottom + slice.ascent(), TEXT_SIZE);
                }
                left += width;
            }
            bottom += slice.height();
            if (slice.isLast()) {
                canvas.drawRule(bottom - ROW_PADDING, CertificateCanvas.RULE, RULE_THICKNESS);
            }
        }
        return bottom;
    }
}
