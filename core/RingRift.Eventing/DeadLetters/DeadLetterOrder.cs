using System.Globalization;
using System.Text.RegularExpressions;

namespace RingRift.Eventing.DeadLetters;

/// <summary>The order of dead letters, newest first: keys that sort so as text, also the continuation of a page.</summary>
public static partial class DeadLetterOrder
{
    /// <summary>The key of a letter: ticks until the end of time, 19 digits, and the hash of its id.</summary>
    public static string KeyOf(DeadLetter letter)
    {
        ArgumentNullException.ThrowIfNull(letter);
        return DeadLetterId.TrySplit(letter.Id, out _, out var hash)
            ? $"{Reversed(letter.LastTime)}.{hash}"
            : throw new ArgumentException($"id '{letter.Id}': must be a consumer, '.' and 32 hexadecimal digits", nameof(letter));
    }

    /// <summary>First part of the keys of a time; keys of earlier times are greater.</summary>
    public static string Reversed(DateTimeOffset time) =>
        (DateTimeOffset.MaxValue.UtcTicks - time.UtcTicks).ToString("D19", CultureInfo.InvariantCulture);

    /// <summary>Checks a continuation that came from outside; null is the first page.</summary>
    /// <exception cref="ArgumentException">It is none.</exception>
    public static string? Checked(string? continuation) => continuation is null || Key().IsMatch(continuation)
        ? continuation
        : throw new ArgumentException($"continuation '{continuation}': must be the continuation of an earlier page");

    [GeneratedRegex("^[0-9]{19}\\.[0-9a-f]{32}$")]
    private static partial Regex Key();
}
