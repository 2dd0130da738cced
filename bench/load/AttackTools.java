package load;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// Building blocks of attacks: connections, unfinished requests, and files that cost more to process than their size
/// suggests.
final class AttackTools implements AutoCloseable {

    private static final int CHUNK_BYTES = 8_192;
    private static final String CONNECTION_CLOSE = "Connection: close";

    private final AttackedNode node;
    private final int port;
    private final long end;
    private final ConcurrentLinkedQueue<Socket> open = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<Thread> threads = new ConcurrentLinkedQueue<>();
    private final AtomicInteger count = new AtomicInteger();

    interface AttackStep {
        void runStep() throws Exception;
    }

    AttackTools(AttackedNode node, Duration time) {
        this.node = node;
        this.port = node.port();
        this.end = System.nanoTime() + time.toNanos();
    }

    int nextNumber() {
        return count.incrementAndGet();
    }

    private boolean isOver() {
        return System.nanoTime() > end;
    }

    private Socket connect() throws IOException {
        return connectFrom("127.0.2." + (1 + nextNumber() % 4));
    }

    private Socket connectFrom(String address) throws IOException {
        Socket socket = new Socket();
        socket.bind(new InetSocketAddress(address, 0));
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 5_000);
        open.add(socket);
        return socket;
    }

    FileBotApiServer bot() {
        return node.bot();
    }

    /// Signs up a member of staff.
    ConsoleMember signUpMember() throws Exception {
        return ConsoleMember.signUpFirst(port, node.readLog());
    }

    /// Creates the token of a new chat.
    String createToken(String... lines) throws IOException {
        String[] all = Stream.concat(Stream.of("Content-Length: 0", CONNECTION_CLOSE), Stream.of(lines)).toArray(String[]::new);
        return value("token", whole(head("POST", "/api/v1/conversation/token", all), new byte[0]));
    }

    /// Creates the token of a new chat that has written these texts.
    String createTokenBehind(List<String> texts) throws IOException {
        String token = createToken();
        for (String text : texts) {
            sendMessage(token, "\"text\":\"" + text + "\"");
        }
        return token;
    }

    /// Sends a message.
    ///
    /// @param content the members of the message beside its id
    /// @return the response
    String sendMessage(String token, String content) throws IOException {
        byte[] body = ("{\"id\":\"" + UUID.randomUUID() + "\"," + content + "}").getBytes(StandardCharsets.US_ASCII);
        return whole(
                head("POST", "/api/v1/conversation", "Authorization: Bearer " + token,
                        "Content-Type: application/json", "Content-Length: " + body.length, CONNECTION_CLOSE),
                body);
    }

    /// Uploads a file.
    ///
    /// @return its id
    String uploadFile(String token, byte[] file) throws IOException {
        return value("file", whole(upload(token, file.length, CONNECTION_CLOSE), file));
    }

    /// Asks for an agent.
    ///
    /// @return the number of the ticket
    String openTicket(String token) throws IOException {
        for (String text : List.of("hello", "human")) {
            sendMessage(token, "\"text\":\"" + text + "\"");
        }
        Matcher ticket = FileBotApiServer.TICKET.matcher(sendMessage(token, "\"text\":\"It is slow.\""));
        if (!ticket.find()) {
            throw new IOException("no ticket");
        }
        return ticket.group();
    }

    /// Sends a request.
    ///
    /// @return the whole response
    private String whole(byte[] head, byte[] body) throws IOException {
        try (Socket socket = connect()) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(head);
            socket.getOutputStream().write(body);
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static String value(String name, String answer) throws IOException {
        Matcher value = Pattern.compile("\"" + name + "\":\"([^\"]+)\"").matcher(answer);
        if (!value.find()) {
            throw new IOException(answer);
        }
        return value.group(1);
    }

    /// Runs a step once, with so many threads.
    void runConcurrently(int atOnce, AttackStep act) {
        for (int i = 0; i < atOnce; i++) {
            threads.add(Thread.ofVirtual().start(() -> {
                try {
                    act.runStep();
                } catch (Exception refused) {
                    // The others go on.
                }
            }));
        }
    }

    /// Repeats a step with so many threads and a pause, until the end.
    void repeatConcurrently(int atOnce, long pauseMillis, AttackStep act) {
        for (int i = 0; i < atOnce; i++) {
            threads.add(Thread.ofVirtual().start(() -> {
                while (!isOver()) {
                    try {
                        act.runStep();
                        Thread.sleep(pauseMillis);
                    } catch (InterruptedException e) {
                        return;
                    } catch (Exception refused) {
                        // Continues with the next one.
                    }
                }
            }));
        }
    }

    /// Sends a request, waits a while for the first byte of the response, and disconnects.
    void sendHalfRequest(byte[] head, byte[] body, int waitMillis) throws IOException {
        sendHalfRequest("127.0.2." + (1 + nextNumber() % 4), head, body, waitMillis);
    }

    /// @param address of the sender, on loopback
    void sendHalfRequest(String address, byte[] head, byte[] body, int waitMillis) throws IOException {
        try (Socket socket = connectFrom(address)) {
            socket.setSoTimeout(waitMillis);
            socket.getOutputStream().write(head);
            socket.getOutputStream().write(body);
            socket.getInputStream().read();
        } finally {
            open.removeIf(Socket::isClosed);
        }
    }

    /// Keeps so many requests unfinished; a closed connection is opened again.
    void holdUnfinished(int connections, byte[] head, byte[] body) {
        repeatConcurrently(connections, 1_000, () -> {
            try (Socket socket = connect()) {
                socket.setSoTimeout(30_000);
                socket.getOutputStream().write(head);
                socket.getOutputStream().write(body);
                while (socket.getInputStream().read() >= 0) {
                    // Until the server closes it.
                }
            }
        });
    }

    void dripHeads(int connections) {
        repeatConcurrently(connections, 100, () -> {
            try (Socket socket = connect()) {
                socket.getOutputStream().write("GET / HTTP/1.1\r\nX-Slow: ".getBytes(StandardCharsets.US_ASCII));
                while (!isOver()) {
                    socket.getOutputStream().write('a');
                    Thread.sleep(500);
                }
            }
        });
    }

    /// Waits for the end of the attack.
    void waitUntilOver() throws InterruptedException {
        while (!isOver()) {
            Thread.sleep(100);
        }
    }

    @Override
    public void close() {
        threads.forEach(Thread::interrupt);
        open.forEach(socket -> {
            try {
                socket.close();
            } catch (IOException e) {
                // The attack is over.
            }
        });
    }

    static byte[] head(String method, String path, String... lines) {
        String more = lines.length == 0 ? "" : String.join("\r\n", List.of(lines)) + "\r\n";
        return (method + " " + path + " HTTP/1.1\r\nHost: localhost\r\n" + more + "\r\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    byte[] upload(String token, int length, String... lines) {
        return head("POST", "/api/v1/conversation/files?name=a.csv", Stream.concat(
                        Stream.of("Authorization: Bearer " + token, "Content-Type: application/octet-stream",
                                "Content-Length: " + length),
                        Stream.of(lines))
                .toArray(String[]::new));
    }

    byte[] message(String token) {
        return head("POST", "/api/v1/conversation", "Authorization: Bearer " + token,
                "Content-Type: application/json", "Content-Length: " + longMessage().length);
    }

    static byte[] longMessage() {
        return ("{\"id\":\"" + UUID.randomUUID() + "\",\"text\":\"" + "word ".repeat(790) + "\"}")
                .getBytes(StandardCharsets.US_ASCII);
    }

    /// Texts that are the most work to read, of 4,000 characters each, as JSON: without a blank, three times as long when
    /// they are normalised, with marks in the wrong order, of one word.
    static List<String> worstTexts() {
        return Stream.of("\\uFB2C", "a,", "a", "\\uFDFA", "\\uFF41", "\\u0301\\u0323", "a\\n", "1", "@", "\\u0646\\u0627\\u0645 ", "1.")
                .map(piece -> piece.repeat(4_000 / piece.replaceAll("\\\\(u[0-9A-F]{4}|n)", "x").length()))
                .toList();
    }

    static byte[] gzip(int bytes) throws IOException {
        ByteArrayOutputStream small = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(small)) {
            gzip.write(new byte[bytes]);
        }
        return small.toByteArray();
    }

    static byte[] chunks(int bytes) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        byte[] size = (Integer.toHexString(CHUNK_BYTES) + "\r\n").getBytes(StandardCharsets.US_ASCII);
        for (int sent = 0; sent < bytes; sent += CHUNK_BYTES) {
            all.writeBytes(size);
            all.writeBytes(new byte[CHUNK_BYTES]);
            all.writeBytes("\r\n".getBytes(StandardCharsets.US_ASCII));
        }
        return all.toByteArray();
    }

    /// PDF of one page that pushes so many states on its stack.
    static byte[] pdf(int operators) throws IOException {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        try (DeflaterOutputStream deflater = new DeflaterOutputStream(content)) {
            byte[] piece = "q ".repeat(10_000).getBytes(StandardCharsets.US_ASCII);
            for (int written = 0; written < operators; written += 10_000) {
                deflater.write(piece);
            }
        }
        List<String> objects = List.of(
                "<</Type/Catalog/Pages 2 0 R>>",
                "<</Type/Pages/Kids[3 0 R]/Count 1>>",
                "<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 300]/Contents 4 0 R>>",
                "<</Length " + content.size() + "/Filter/FlateDecode>>stream\n"
                        + content.toString(StandardCharsets.ISO_8859_1) + "\nendstream");
        StringBuilder pdf = new StringBuilder("%PDF-1.4\n");
        StringBuilder places = new StringBuilder("xref\n0 5\n0000000000 65535 f \n");
        for (int i = 0; i < objects.size(); i++) {
            places.append("%010d 00000 n \n".formatted(pdf.length()));
            pdf.append(i + 1).append(" 0 obj").append(objects.get(i)).append("\nendobj\n");
        }
        String end = "trailer<</Size 5/Root 1 0 R>>\nstartxref\n" + pdf.length() + "\n%%EOF\n";
        return pdf.append(places).append(end).toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    /// White PNG with one bit per pixel.
    static byte[] picture(int side) throws IOException {
        ByteArrayOutputStream rows = new ByteArrayOutputStream();
        try (DeflaterOutputStream deflater = new DeflaterOutputStream(rows)) {
            byte[] row = new byte[1 + (side + 7) / 8];
            Arrays.fill(row, 1, row.length, (byte) 0xff);
            for (int y = 0; y < side; y++) {
                deflater.write(row);
            }
        }
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        png.write(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'});
        pngChunk(png, "IHDR", ByteBuffer.allocate(13).putInt(side).putInt(side).put((byte) 1).array());
        pngChunk(png, "IDAT", rows.toByteArray());
        pngChunk(png, "IEND", new byte[0]);
        return png.toByteArray();
    }

    private static void pngChunk(ByteArrayOutputStream png, String type, byte[] content) throws IOException {
        byte[] named = new byte[4 + content.length];
        System.arraycopy(type.getBytes(StandardCharsets.US_ASCII), 0, named, 0, 4);
        System.arraycopy(content, 0, named, 4, content.length);
        CRC32 sum = new CRC32();
        sum.update(named);
        png.write(ByteBuffer.allocate(4).putInt(content.length).array());
        png.write(named);
        png.write(ByteBuffer.allocate(4).putInt((int) sum.getValue()).array());
    }

    static byte[] sheet(int bytes) throws IOException {
        String row = "<row><c t=\"inlineStr\"><is><t>1.1.1.1</t></is></c></row>";
        StringBuilder cells = new StringBuilder("<worksheet><sheetData>");
        while (cells.length() < bytes) {
            cells.append(row);
        }
        return workbook("<Relationship Id=\"r1\" Target=\"worksheets/sheet1.xml\"/>",
                cells.append("</sheetData></worksheet>").toString());
    }

    /// Workbook whose relationship has neither id nor target.
    static byte[] brokenSheet() throws IOException {
        return workbook("<Relationship/>", "<worksheet/>");
    }

    private static byte[] workbook(String relationship, String sheet) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            entry(zip, "[Content_Types].xml", "<Types/>");
            entry(zip, "xl/workbook.xml", "<workbook xmlns:r=\"r\"><sheets><sheet name=\"a\" r:id=\"r1\"/></sheets></workbook>");
            entry(zip, "xl/_rels/workbook.xml.rels", "<Relationships>" + relationship + "</Relationships>");
            entry(zip, "xl/worksheets/sheet1.xml", sheet);
        }
        return bytes.toByteArray();
    }

    private static void entry(ZipOutputStream zip, String name, String content) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(content.getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
    }
}
