package pk.rahnuma.http.file;

import io.micronaut.http.HttpRequest;
import java.util.Locale;

/// Media type of a form with a file. The framework would parse a multipart body itself, without the limits of uploads,
/// so that the type is replaced before it reads the head.
public final class UploadedForm {

    private static final String MULTIPART = "multipart/form-data";
    private static final String REPLACED = "application/x-form-data";

    private UploadedForm() {}

    /// Type to read a body of this type as.
    public static String replaceType(String type) {
        return type.toLowerCase(Locale.ROOT).startsWith(MULTIPART + ";")
                ? REPLACED + type.substring(MULTIPART.length())
                : type;
    }

    /// Type of the form, with its boundary; null when the body is none.
    public static String findType(HttpRequest<?> request) {
        return request.getHeaders()
                .getFirst("Content-Type")
                .filter(type -> type.startsWith(REPLACED + ";"))
                .map(type -> MULTIPART + type.substring(REPLACED.length()))
                .orElse(null);
    }
}
