package pk.rahnuma.http.file;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/// Writes an Excel workbook of one sheet (ECMA-376: XML files in a ZIP), while its rows come. Each cell is text, and so
/// is what people type below the rows: a number keeps its zeros.
final class XlsxTableWriter implements TableWriter {

    /// Parts that are the same in each workbook, by their resource.
    private static final List<Map.Entry<String, String>> FIXED_PARTS = List.of(
            Map.entry("content-types.xml", "[Content_Types].xml"),
            Map.entry("package-relationships.xml", "_rels/.rels"),
            Map.entry("workbook.xml", "xl/workbook.xml"),
            Map.entry("workbook-relationships.xml", "xl/_rels/workbook.xml.rels"),
            Map.entry("styles.xml", "xl/styles.xml"));
    private static final String SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    /// Number of the style of text in `styles.xml`.
    private static final String TEXT_STYLE = "1";
    private static final String COLUMN_WIDTH = "24";
    private static final String MAX_COLUMNS = "16";
    /// Largest length of a cell (ECMA-376 as Excel reads it).
    private static final int MAX_CELL_LENGTH = 32_767;

    private final ZipOutputStream zip;
    private final XMLStreamWriter sheet;

    XlsxTableWriter(OutputStream out) throws IOException {
        zip = new ZipOutputStream(out, StandardCharsets.UTF_8);
        for (Map.Entry<String, String> part : FIXED_PARTS) {
            zip.putNextEntry(new ZipEntry(part.getValue()));
            try (InputStream content = XlsxTableWriter.class.getResourceAsStream("workbook/" + part.getKey())) {
                Objects.requireNonNull(content).transferTo(zip);
            }
        }
        zip.putNextEntry(new ZipEntry("xl/worksheets/sheet1.xml"));
        try {
            sheet = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(zip, StandardCharsets.UTF_8.name());
            beginSheet();
        } catch (XMLStreamException e) {
            throw new IOException(e);
        }
    }

    private void beginSheet() throws XMLStreamException {
        sheet.writeStartDocument(StandardCharsets.UTF_8.name(), "1.0");
        sheet.writeStartElement("worksheet");
        sheet.writeDefaultNamespace(SHEET);
        sheet.writeStartElement("cols");
        sheet.writeEmptyElement("col");
        sheet.writeAttribute("min", "1");
        sheet.writeAttribute("max", MAX_COLUMNS);
        sheet.writeAttribute("width", COLUMN_WIDTH);
        sheet.writeAttribute("customWidth", "1");
        sheet.writeAttribute("style", TEXT_STYLE);
        sheet.writeEndElement();
        sheet.writeStartElement("sheetData");
    }

    @Override
    public void writeRow(List<String> cells) throws IOException {
        try {
            sheet.writeStartElement("row");
            for (String cell : cells) {
                sheet.writeStartElement("c");
                sheet.writeAttribute("s", TEXT_STYLE);
                sheet.writeAttribute("t", "inlineStr");
                sheet.writeStartElement("is");
                sheet.writeStartElement("t");
                sheet.writeAttribute("xml:space", "preserve");
                sheet.writeCharacters(toXmlText(cell));
                sheet.writeEndElement();
                sheet.writeEndElement();
                sheet.writeEndElement();
            }
            sheet.writeEndElement();
        } catch (XMLStreamException e) {
            throw new IOException(e);
        }
    }

    /// The text without the characters that XML cannot have.
    private static String toXmlText(String cell) {
        return cell.codePoints()
                .limit(MAX_CELL_LENGTH)
                .filter(c -> c >= ' ' && c < Character.MIN_SURROGATE
                        || c > Character.MAX_SURROGATE && c < 0xfffe
                        || c >= Character.MIN_SUPPLEMENTARY_CODE_POINT
                        || c == '\t'
                        || c == '\n')
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    @Override
    public void close() throws IOException {
        try {
            sheet.writeEndDocument();
            sheet.flush();
        } catch (XMLStreamException e) {
            throw new IOException(e);
        }
        zip.close();
    }
}
