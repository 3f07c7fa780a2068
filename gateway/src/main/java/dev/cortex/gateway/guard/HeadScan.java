package dev.cortex.gateway.guard;

import dev.cortex.gateway.config.Limits;
import dev.cortex.gateway.failure.Failure;
import dev.cortex.gateway.failure.Refusal;
import io.netty.buffer.ByteBuf;
import io.netty.util.ByteProcessor;
import org.jspecify.annotations.Nullable;

/**
 * Reads the bytes of a request's head by the letter of RFC 9112 before the codec sees them. The codec is lenient where a gateway must
 * not be: what it forgives (bare LF, folded lines, blanks around a name, control bytes) another server may read as the start of a
 * second request.
 *
 * <pre>
 *   head   = *2CRLF method SP target SP version CRLF *( name ":" value CRLF ) CRLF
 *   method, name = 1*tchar;  target = 1*%x21-7E;  value = *( HTAB / %x20-7E / %x80-FF )
 * </pre>
 *
 * A head may come in pieces; each byte is looked at once.
 */
final class HeadScan implements ByteProcessor {
    private static final int BLANK_LINES_MAX = 2;
    private static final int METHOD_BYTES_MAX = 32;
    private static final boolean[] TOKEN = new boolean[256];
    private static final boolean[] VALUE = new boolean[256];

    static {
        "!#$%&'*+-.^_`|~0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
                .chars()
                .forEach(c -> TOKEN[c] = true);
        for (int b = 0x20; b < 256; b++) {
            VALUE[b] = b != 0x7f;
        }
        VALUE['\t'] = true;
    }

    private enum State {
        START,
        START_LF,
        METHOD,
        TARGET,
        VERSION,
        LINE_LF,
        LINE_START,
        NAME,
        FIELD_VALUE,
        END_LF,
        COMPLETE
    }

    private final Limits limits;
    private State state = State.START;
    private int bytes;
    private int partBytes;
    private int lines;
    private @Nullable Refusal refusal;

    HeadScan(Limits limits) {
        this.limits = limits;
    }

    /**
     * Looks at the bytes of {@code in} that it has not seen, without consuming any.
     *
     * @return whether the head is complete; {@link #refusal} says what is wrong with it
     */
    boolean scan(ByteBuf in) {
        in.forEachByte(in.readerIndex() + bytes, in.readableBytes() - bytes, this);
        return state == State.COMPLETE;
    }

    @Nullable
    Refusal refusal() {
        return refusal;
    }

    boolean begun() {
        return bytes > 0;
    }

    void reset() {
        state = State.START;
        bytes = 0;
        partBytes = 0;
        lines = 0;
        refusal = null;
    }

    @Override
    public boolean process(byte signed) {
        int b = signed & 0xff;
        if (++bytes > limits.headBytesMax()) {
            return refuse(
                    Failure.HEAD_TOO_LARGE, "Request line and headers may have " + limits.headBytesMax() + " bytes.");
        }
        return switch (state) {
            case FIELD_VALUE -> VALUE[b] || value(b);
            case NAME -> TOKEN[b] || name(b);
            case START -> start(b);
            case METHOD -> method(b);
            case TARGET -> target(b);
            case VERSION -> version(b);
            case LINE_START -> lineStart(b);
            case START_LF, LINE_LF, END_LF -> lineFeed(b);
            case COMPLETE -> false;
        };
    }

    private boolean start(int b) {
        if (b == '\r' && lines < BLANK_LINES_MAX) {
            lines++;
            return go(State.START_LF);
        }
        lines = 0;
        partBytes = 1;
        return TOKEN[b] ? go(State.METHOD) : malformed("The request line must start with a method.");
    }

    private boolean method(int b) {
        if (b == ' ') {
            partBytes = 0;
            return go(State.TARGET);
        }
        return (TOKEN[b] && ++partBytes <= METHOD_BYTES_MAX) || malformed("The method is not a token of RFC 9110.");
    }

    private boolean target(int b) {
        if (b == ' ' && partBytes > 0) {
            partBytes = 0;
            return go(State.VERSION);
        }
        if (b <= ' ' || b > '~') {
            return malformed("The request target has a byte that must be percent-encoded.");
        }
        return ++partBytes <= limits.targetBytesMax()
                || refuse(
                        Failure.TARGET_TOO_LONG, "The request target may have " + limits.targetBytesMax() + " bytes.");
    }

    private boolean version(int b) {
        if (b == '\r') {
            return go(State.LINE_LF);
        }
        return b > ' ' && b <= '~' && ++partBytes <= 8
                || malformed("The request line must end with HTTP/1.1 and CRLF.");
    }

    private boolean lineStart(int b) {
        if (b == '\r') {
            return go(State.END_LF);
        }
        if (++lines > limits.headersMax()) {
            return refuse(Failure.HEAD_TOO_LARGE, "A request may have " + limits.headersMax() + " header lines.");
        }
        return TOKEN[b]
                ? go(State.NAME)
                : malformed("A header line must start with a name; folded lines are not accepted (RFC 9112, 5.2).");
    }

    private boolean name(int b) {
        return b == ':'
                ? go(State.FIELD_VALUE)
                : malformed("A header's name must be a token, followed by a colon at once.");
    }

    private boolean value(int b) {
        return b == '\r'
                ? go(State.LINE_LF)
                : malformed("A header's value has a control byte, or its line ends with a bare LF.");
    }

    private boolean lineFeed(int b) {
        if (b != '\n') {
            return malformed("A CR must be followed by LF.");
        }
        if (state == State.END_LF) {
            state = State.COMPLETE;
            return false;
        }
        return go(state == State.START_LF ? State.START : State.LINE_START);
    }

    private boolean go(State next) {
        state = next;
        return true;
    }

    private boolean malformed(String detail) {
        return refuse(Failure.MALFORMED, detail);
    }

    private boolean refuse(Failure failure, String detail) {
        refusal = failure.because(detail);
        return false;
    }
}
