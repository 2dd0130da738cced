/// Errors of the API as problem documents (RFC 9457): their kinds, the exception of a rejected request, and the log of
/// rejections.
@NullMarked
package pk.rahnuma.api.problem;

import io.micronaut.core.annotation.NullMarked;
