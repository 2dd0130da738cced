package pk.rahnuma.document;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;

/// Process that reads pictures and PDF files, so that a hostile file harms only this process. It has a heap and limits
/// of its own ([RenderConnection] starts it), and neither the settings nor the secrets of the server.
///
/// Requests come on its standard input, responses leave in the same order on its standard output. It ends when its
/// input ends, or when a file exceeds its limits.
public final class RenderProcess {

    /// Sent once, when it is ready.
    static final int READY_SIGNAL = 'R';

    /// Request with the type of a document and its bytes; the response is the number of its pages.
    static final int OPEN_REQUEST = 'O';
    /// Request for a page of the open document; the response is a PNG.
    static final int DRAW_REQUEST = 'D';
    /// Request with the bytes of a picture; the response is its [PictureFindings], and its thumbnail, empty for none.
    static final int INSPECT_REQUEST = 'I';
    /// Request with numbered thumbnails; the response is their contact sheet, a JPEG.
    static final int SHEET_REQUEST = 'S';

    static final int DONE_STATUS = 0;
    static final int FAILED_STATUS = 1;

    private final DataInputStream in;
    private final DataOutputStream out;
    private DocumentRenderer document;

    private RenderProcess(DataInputStream in, DataOutputStream out) {
        this.in = in;
        this.out = out;
    }

    public static void main(String[] args) throws IOException {
        DataOutputStream answers = new DataOutputStream(System.out);
        // Output of a library must not mix with the responses.
        System.setOut(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
        ImageIO.setUseCache(false);
        RenderProcess process = new RenderProcess(new DataInputStream(System.in), answers);
        answers.write(READY_SIGNAL);
        answers.flush();
        while (process.answerNext()) {
            answers.flush();
        }
    }

    /// Handles one request.
    ///
    /// @return false at the end of the input
    private boolean answerNext() throws IOException {
        int request = in.read();
        if (request < 0) {
            return false;
        }
        try {
            switch (request) {
                case OPEN_REQUEST -> {
                    DocumentType kind = DocumentType.valueOf(in.readUTF());
                    document = new DocumentRenderer(kind, readContent());
                    int pages = document.countPages();
                    out.write(DONE_STATUS);
                    out.writeInt(pages);
                }
                case DRAW_REQUEST -> {
                    byte[] png = document.drawPage(in.readInt());
                    out.write(DONE_STATUS);
                    writeContent(png);
                }
                case INSPECT_REQUEST -> {
                    PictureInspection inspection = PictureInspection.fromPicture(readContent());
                    out.write(DONE_STATUS);
                    inspection.findings().writeTo(out);
                    writeContent(inspection.thumbnail() == null ? new byte[0] : inspection.thumbnail());
                }
                case SHEET_REQUEST -> {
                    byte[] sheet = ContactSheetRenderer.drawSheet(readThumbnails());
                    out.write(DONE_STATUS);
                    writeContent(sheet);
                }
                default -> throw new EOFException("no such request");
            }
        } catch (EOFException end) {
            throw end;
        } catch (IOException | RuntimeException | StackOverflowError unreadable) {
            out.write(FAILED_STATUS);
        }
        return true;
    }

    private byte[] readContent() throws IOException {
        byte[] content = new byte[in.readInt()];
        in.readFully(content);
        return content;
    }

    private List<NumberedThumbnail> readThumbnails() throws IOException {
        List<NumberedThumbnail> thumbnails = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            thumbnails.add(new NumberedThumbnail(in.readInt(), readContent()));
        }
        return thumbnails;
    }

    private void writeContent(byte[] content) throws IOException {
        out.writeInt(content.length);
        out.write(content);
    }
}
