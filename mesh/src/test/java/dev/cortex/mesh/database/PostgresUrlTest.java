package dev.cortex.mesh.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PostgresUrlTest {
    @Test
    void allPartsAreRead() {
        PostgresUrl url = PostgresUrl.parse("postgresql://ada:love@db.example:6432/mesh?sslmode=require");
        assertEquals(
                new PostgresUrl("db.example", 6432, "mesh", Optional.of("ada"), Optional.of("love"), "sslmode=require"),
                url);
        assertEquals("jdbc:postgresql://db.example:6432/mesh?sslmode=require", url.jdbc());
    }

    @Test
    void whatIsMissingHasTheDefaultsOfLibpq() {
        PostgresUrl url = PostgresUrl.parse("postgres://ada@localhost");
        assertEquals(new PostgresUrl("localhost", 5432, "ada", Optional.of("ada"), Optional.empty(), ""), url);
        assertEquals("postgres", PostgresUrl.parse("postgresql://localhost/").database());
    }

    @Test
    void userPasswordAndDatabaseAreDecoded() {
        PostgresUrl url = PostgresUrl.parse("postgresql://a%40b:p%3Aw%2F%25+1@h/d%20b");
        assertEquals(Optional.of("a@b"), url.user());
        assertEquals(Optional.of("p:w/%+1"), url.password());
        assertEquals("d b", url.database());
        assertEquals("jdbc:postgresql://h:5432/d%20b", url.jdbc());
    }

    @Test
    void aColonInThePasswordBelongsToIt() {
        assertEquals(
                Optional.of("b:c"), PostgresUrl.parse("postgresql://a:b:c@h/d").password());
    }

    @Test
    void ipv6HostsKeepTheirBrackets() {
        assertEquals(
                "jdbc:postgresql://[::1]:5432/d",
                PostgresUrl.parse("postgresql://u@[::1]/d").jdbc());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "mysql://h/d", "postgresql:///d", "postgresql://h:99999/d", "jdbc:postgresql://h/d", "h:5432"
            })
    void whatIsNoSuchUrlIsRefused(String url) {
        assertThrows(IllegalArgumentException.class, () -> PostgresUrl.parse(url));
    }

    @Test
    void thePasswordIsNeverTold() {
        String secret = "hush";
        assertFalse(PostgresUrl.parse("postgresql://u:" + secret + "@h/d")
                .toString()
                .contains(secret));
        IllegalArgumentException refused = assertThrows(
                IllegalArgumentException.class, () -> PostgresUrl.parse("postgresql://u:" + secret + " @h/d"));
        assertFalse(String.valueOf(refused.getMessage()).contains(secret));
    }
}
