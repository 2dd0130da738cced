package pk.rahnuma.http.download;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// Writes an Excel workbook of one sheet (ECMA-376: XML files in a ZIP), while its rows come. Each cell is text, and so
/// is what people type below the rows: a number keeps its zeros.
final class XlsxTableWriter implements TableWriter {

    private static final String XML = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
    private static final String PACKAGE = "http://schemas.openxmlformats.org/package/2006/";
    private static final String OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private static final String SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private static final String CONTENT = "application/vnd.openxmlformats-officedocument.spreadsheetml.";
    private static final int TEXT_STYLE = 1;
    private static final int COLUMN_WIDTH = 24;
    private static final int MAX_COLUMNS = 16;
    /// Largest length of a cell (ECMA-376 as Excel reads it).
    private static final int MAX_CELL_LENGTH = 32_767;

    private final ZipOutputStream zip;
    private final Writer text;

    XlsxTableWriter(OutputStream out) throws IOException {
        zip = new ZipOutputStream(out, StandardCharsets.UTF_8);
        text = new BufferedWriter(new OutputStreamWriter(zip, StandardCharsets.UTF_8));
        writePart("[Content_Types].xml", """
                <Types xmlns="%scontent-types"><Default Extension="rels" ContentType="\
                application/vnd.openxmlformats-package.relationships+xml"/>\
                <Override PartName="/xl/workbook.xml" ContentType="%ssheet.main+xml"/>\
                <Override PartName="/xl/worksheets/sheet1.xml" ContentType="%sworksheet+xml"/>\
                <Override PartName="/xl/styles.xml" ContentType="%sstyles+xml"/></Types>\
                """.formatted(PACKAGE, CONTENT, CONTENT, CONTENT));
        writePart("_rels/.rels", """
                <Relationships xmlns="%srelationships">\
                <Relationship Id="rId1" Type="%s/officeDocument" Target="xl/workbook.xml"/></Relationships>\
                """.formatted(PACKAGE, OFFICE));
        writePart("xl/workbook.xml", """
                <workbook xmlns="%s" xmlns:r="%s"><sheets><sheet name="1" sheetId="1" r:id="rId1"/></sheets></workbook>\
                """.formatted(SHEET, OFFICE));
        writePart("xl/_rels/workbook.xml.rels", """
                <Relationships xmlns="%srelationships">\
                <Relationship Id="rId1" Type="%s/worksheet" Target="worksheets/sheet1.xml"/>\
                <Relationship Id="rId2" Type="%s/styles" Target="styles.xml"/></Relationships>\
                """.formatted(PACKAGE, OFFICE, OFFICE));
        writePart("xl/styles.xml", """
                <styleSheet xmlns="%s"><fonts count="1"><font/></fonts><fills count="2">\
                <fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>\
                <borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs>\
                <cellXfs count="2"><xf/><xf numFmtId="49" applyNumberFormat="1"/></cellXfs></styleSheet>\
                """.formatted(SHEET));
        beginPart("xl/worksheets/sheet1.xml");
        text.write(
                "<worksheet xmlns=\"%s\"><cols><col min=\"1\" max=\"%d\" width=\"%d\" customWidth=\"1\" style=\"%d\"/></cols><sheetData>"
                        .formatted(SHEET, MAX_COLUMNS, COLUMN_WIDTH, TEXT_STYLE));
    }

    private void beginPart(String name) throws IOException {
        text.flush();
        zip.putNextEntry(new ZipEntry(name));
        text.write(XML);
    }

    private void writePart(String name, String content) throws IOException {
        beginPart(name);
        text.write(content);
    }

    @Override
    public void writeRow(List<String> cells) throws IOException {
        text.write("<row>");
        for (String cell : cells) {
            text.write("<c s=\"" + TEXT_STYLE + "\" t=\"inlineStr\"><is><t xml:space=\"preserve\">");
            text.write(escape(cell));
            text.write("</t></is></c>");
        }
        text.write("</row>");
    }

    /// Text within an element, without the characters that XML cannot have.
    private static String escape(String cell) {
        StringBuilder escaped = new StringBuilder(cell.length());
        cell.codePoints().limit(MAX_CELL_LENGTH).forEach(c -> {
            switch (c) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '\r' -> escaped.append("&#13;");
                default -> {
                    boolean valid = c >= ' ' && c < Character.MIN_SURROGATE
                            || c > Character.MAX_SURROGATE && c < 0xfffe
                            || c >= Character.MIN_SUPPLEMENTARY_CODE_POINT
                            || c == '\t'
                            || c == '\n';
                    if (valid) {
                        escaped.appendCodePoint(c);
                    }
                }
            }
        });
        return escaped.toString();
    }

    @Override
    public void close() throws IOException {
        text.write("</sheetData></worksheet>");
        text.close();
    }
}
