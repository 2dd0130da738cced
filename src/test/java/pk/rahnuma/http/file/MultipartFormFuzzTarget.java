package pk.rahnuma.http.file;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;
import pk.rahnuma.http.ApiException;

/// Parses any bytes as a form with a file: accepted or rejected.
class MultipartFormFuzzTarget {

    static Stream<byte[]> seeds() {
        return Stream.of(
                        "--e\r\nContent-Disposition: form-data; name=\"f\"; filename=\"a.png\"\r\n\r\nabc\r\n--e--\r\n",
                        "--e\r\nContent-Disposition: form-data; name=\"f\"; filename*=UTF-8''a%20b\r\n\r\n\r\n--e--",
                        "--e\r\nContent-Disposition: form-data; name=\"f\"\r\nContent-Type: multipart/mixed;"
                                + " boundary=g\r\n\r\n--g\r\nContent-Disposition: file; filename=x\r\n\r\ny\r\n--g--",
                        "--e\r\nContent-Transfer-Encoding: binary\r\nContent-Length: 9\r\n\r\n--e")
                .map(text -> text.getBytes(StandardCharsets.UTF_8));
    }

    @MethodSource("seeds")
    @FuzzTest
    void readsAnyForm(byte[] form) throws IOException {
        try {
            MultipartFileReader.readFile(new ByteArrayInputStream(form), "multipart/form-data; boundary=e");
        } catch (ApiException refused) {
            refused.problemKind();
        }
        try {
            MultipartFileReader.readFile(
                    new ByteArrayInputStream(form),
                    "multipart/form-data; boundary=" + new String(form, StandardCharsets.ISO_8859_1));
        } catch (ApiException refused) {
            refused.problemKind();
        }
    }
}
