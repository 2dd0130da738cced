package pk.rahnuma.document;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.MissingResourceException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import pk.rahnuma.messaging.FileRejectedException;
import pk.rahnuma.messaging.FileRejectionReason;

/// Reads the first sheet of an Excel workbook (ECMA-376: XML files in a ZIP). It reads only what cells show: of a
/// formula the stored result; it computes nothing and opens nothing outside the file. The ZIP is read from front to
/// back, within limits that also limit the time. An interrupt ends the reading.
final class XlsxReader {

    /// Maximum bytes of all entries together once they are unpacked: a sheet of 5,000 rows has about one million.
    static final int MAX_UNPACKED_BYTES = 4 * 1024 * 1024;
    /// Maximum number of cells and rows together.
    static final int MAX_CELLS = 50_000;
    static final int MAX_SHARED_STRINGS = 50_000;

    private static final int MAX_ENTRIES = 200;
    private static final int SKIP_BYTES = 64 * 1024;

    private static final byte[] ZIP_SIGNATURE = {'P', 'K', 3, 4};
    private static final String XL_FOLDER = "xl/";
    private static final String WORKBOOK_ENTRY = "xl/workbook.xml";
    private static final String RELATIONSHIPS_ENTRY = "xl/_rels/workbook.xml.rels";
    private static final String SHARED_STRINGS_ENTRY = "xl/sharedStrings.xml";
    private static final String RELATIONSHIPS_NAMESPACE =
            "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private static final Pattern NUMBER_PATTERN = Pattern.compile("[0-9]{1,7}");
    private static final Pattern CELL_PATTERN = Pattern.compile("([A-Z]{1,3})[0-9]{1,7}");
    /// Number of the last column in which a cell is kept in its place.
    private static final int MAX_STATED_COLUMN = 100;

    private static final XMLInputFactory XML_FACTORY = createFactory();

    private final Map<String, byte[]> files = new HashMap<>();

    private XlsxReader(byte[] zip) throws IOException, FileRejectedException {
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip))) {
            int left = MAX_UNPACKED_BYTES;
            int entries = 0;
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                if (++entries > MAX_ENTRIES || entry.getSize() > left) {
                    throw new FileRejectedException(FileRejectionReason.TABLE_TOO_LARGE);
                }
                if (isRead(entry.getName())) {
                    byte[] content = in.readNBytes(left + 1);
                    left = reduceLimit(left, content.length);
                    files.put(entry.getName(), content);
                } else {
                    left = skipEntry(in, left);
                }
            }
        }
    }

    private static boolean isRead(String entry) {
        return entry.startsWith(XL_FOLDER) && (entry.endsWith(".xml") || entry.endsWith(".rels"));
    }

    /// Skips an entry and returns the number of bytes that may still be unpacked.
    private static int skipEntry(ZipInputStream in, int left) throws IOException, FileRejectedException {
        byte[] buffer = new byte[SKIP_BYTES];
        int rest = left;
        for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
            rest = reduceLimit(rest, count);
        }
        return rest;
    }

    private static int reduceLimit(int left, int count) throws FileRejectedException {
        if (count > left) {
            throw new FileRejectedException(FileRejectionReason.TABLE_TOO_LARGE);
        }
        return left - count;
    }

    private static XMLInputFactory createFactory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        return factory;
    }

    /// True when the file is a ZIP that declares itself a workbook.
    static boolean isWorkbook(byte[] file) {
        ByteArrayReader bytes = new ByteArrayReader(file);
        return bytes.indexOf(ZIP_SIGNATURE, 0, ZIP_SIGNATURE.length) == 0 && bytes.indexOf(WORKBOOK_ENTRY, 0) >= 0;
    }

    /// Reads the rows of a workbook.
    ///
    /// @throws FileRejectedException when it is too large or damaged
    static List<List<String>> readRows(byte[] file) throws FileRejectedException {
        try {
            XlsxReader book = new XlsxReader(file);
            return book.readRows(book.requireFile(book.firstSheet()), book.readSharedStrings());
        } catch (IOException | XMLStreamException | MissingResourceException e) {
            // The last is thrown for some broken DTDs: the JDK has no message for their error.
            throw new FileRejectedException(FileRejectionReason.UNREADABLE);
        }
    }

    private byte[] requireFile(String name) throws FileRejectedException {
        byte[] content = files.get(name);
        if (content == null) {
            throw new FileRejectedException(FileRejectionReason.UNREADABLE);
        }
        return content;
    }

    private static XMLStreamReader openXml(byte[] content) throws XMLStreamException {
        return XML_FACTORY.createXMLStreamReader(new ByteArrayInputStream(content));
    }

    /// True at the beginning of such an element.
    private static boolean isStartOf(XMLStreamReader xml, String name) {
        return xml.isStartElement() && xml.getLocalName().equals(name);
    }

    private static boolean isEndOf(XMLStreamReader xml, String name) {
        return xml.isEndElement() && xml.getLocalName().equals(name);
    }

    private String firstSheet() throws XMLStreamException, FileRejectedException {
        XMLStreamReader book = openXml(requireFile(WORKBOOK_ENTRY));
        String link = null;
        while (link == null && book.hasNext()) {
            book.next();
            link = isStartOf(book, "sheet") ? book.getAttributeValue(RELATIONSHIPS_NAMESPACE, "id") : null;
        }
        XMLStreamReader links = openXml(requireFile(RELATIONSHIPS_ENTRY));
        while (links.hasNext()) {
            links.next();
            String target = links.isStartElement() ? links.getAttributeValue(null, "Target") : null;
            if (isStartOf(links, "Relationship")
                    && target != null
                    && link != null
                    && link.equals(links.getAttributeValue(null, "Id"))) {
                return target.startsWith("/") ? target.substring(1) : XL_FOLDER + target;
            }
        }
        throw new FileRejectedException(FileRejectionReason.UNREADABLE);
    }

    /// Shared texts, to which cells refer by index.
    private List<String> readSharedStrings() throws XMLStreamException, FileRejectedException {
        List<String> found = new ArrayList<>();
        if (!files.containsKey(SHARED_STRINGS_ENTRY)) {
            return found;
        }
        XMLStreamReader xml = openXml(files.get(SHARED_STRINGS_ENTRY));
        StringBuilder text = new StringBuilder();
        while (xml.hasNext()) {
            xml.next();
            if (isStartOf(xml, "t")) {
                text.append(xml.getElementText());
            } else if (isEndOf(xml, "si")) {
                if (found.size() == MAX_SHARED_STRINGS) {
                    throw new FileRejectedException(FileRejectionReason.TABLE_TOO_LARGE);
                }
                found.add(text.toString());
                text.setLength(0);
            }
        }
        return found;
    }

    private List<List<String>> readRows(byte[] sheet, List<String> strings)
            throws XMLStreamException, FileRejectedException {
        List<List<String>> rows = new ArrayList<>();
        XMLStreamReader xml = openXml(sheet);
        List<String> cells = new ArrayList<>();
        String type = "";
        int row = 0;
        int left = SpreadsheetReader.MAX_FILE_BYTES;
        int cellsLeft = MAX_CELLS;
        while (xml.hasNext()) {
            xml.next();
            if (isStartOf(xml, "row") || isStartOf(xml, "c")) {
                cellsLeft = reduceLimit(cellsLeft, 1);
                if (Thread.currentThread().isInterrupted()) {
                    throw new FileRejectedException(FileRejectionReason.UNREADABLE);
                }
            }
            if (isStartOf(xml, "row")) {
                row = parseNumber(xml.getAttributeValue(null, "r"), row + 1);
                cells = new ArrayList<>();
            } else if (isStartOf(xml, "c")) {
                cellsLeft = reduceLimit(cellsLeft, addCell(cells, xml.getAttributeValue(null, "r")));
                type = String.valueOf(xml.getAttributeValue(null, "t"));
            } else if (isStartOf(xml, "v") || isStartOf(xml, "t")) {
                String value = xml.getElementText();
                String shown = type.equals("s") ? findSharedString(strings, value) : value;
                // Cells may refer to one long text again and again.
                left -= shown.length();
                if (left < 0) {
                    throw new FileRejectedException(FileRejectionReason.TABLE_TOO_LARGE);
                }
                appendText(cells, shown);
            } else if (isEndOf(xml, "row") && cells.stream().anyMatch(cell -> !cell.isEmpty())) {
                addRow(rows, row, cells);
            }
        }
        return rows;
    }

    /// Adds an empty cell, in its column where that is stated and near; empty ones stand for those left out before it.
    ///
    /// @param place as in `B3`, or null
    /// @return the number of those left out
    private static int addCell(List<String> cells, String place) {
        Matcher stated = CELL_PATTERN.matcher(String.valueOf(place));
        int column = 0;
        for (char letter : (stated.matches() ? stated.group(1) : "").toCharArray()) {
            column = 26 * column + letter - 'A' + 1;
        }
        int missing = column > MAX_STATED_COLUMN ? 0 : Math.max(0, column - 1 - cells.size());
        cells.addAll(Collections.nCopies(missing + 1, ""));
        return missing;
    }

    /// Adds a text to the last cell.
    private static void appendText(List<String> cells, String text) {
        if (cells.isEmpty()) {
            cells.add(text);
        } else {
            cells.set(cells.size() - 1, cells.getLast() + text);
        }
    }

    private static void addRow(List<List<String>> rows, int row, List<String> cells) throws FileRejectedException {
        if (row > SpreadsheetReader.MAX_ROWS) {
            throw new FileRejectedException(FileRejectionReason.TABLE_TOO_LARGE);
        }
        if (row <= rows.size()) {
            throw new FileRejectedException(FileRejectionReason.UNREADABLE);
        }
        rows.addAll(Collections.nCopies(row - 1 - rows.size(), List.of()));
        rows.add(cells);
    }

    private static String findSharedString(List<String> strings, String place) throws FileRejectedException {
        int at = parseNumber(place, strings.size());
        if (at >= strings.size()) {
            throw new FileRejectedException(FileRejectionReason.UNREADABLE);
        }
        return strings.get(at);
    }

    private static int parseNumber(String text, int otherwise) {
        return text != null && NUMBER_PATTERN.matcher(text).matches() ? Integer.parseInt(text) : otherwise;
    }
}
