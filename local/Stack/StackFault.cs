using System.Text.Json;
using Azure;

namespace RingRift.Local.Stack;

/// <summary>What went wrong between a command and a stack, in one line: a stack trace says nothing to whoever runs it.</summary>
internal static class StackFault
{
    private const int MostCharacters = 500;

    /// <summary>The fault in one line; null when it is none of a stack, but of this program.</summary>
    public static string? Describe(Exception exception) => exception switch
    {
        // The clients count what they tried, and the last attempt says what is wrong now.
        AggregateException { InnerExceptions: { Count: > 0 } attempts } when Describe(attempts[^1]) is { } last =>
            attempts.Count == 1 ? last : $"{last} ({attempts.Count} attempts)",
        RequestFailedException { Status: 0 } failed =>
            $"the storage does not answer: {FirstLine(failed.Message)}; see the log 'stack.log' in the folder of the stack",
        RequestFailedException failed => $"the storage answered {failed.Status} {failed.ErrorCode}: {FirstLine(failed.Message)}",
        OperationCanceledException => "the stack did not answer in time; see the logs in its folder",
        HttpRequestException or InvalidDataException or JsonException => FirstLine(exception.Message),
        _ => null,
    };

    /// <summary>The first line of a text, cut to what a terminal shows.</summary>
    public static string FirstLine(string text)
    {
        var line = text.AsSpan().Trim();
        line = line.IndexOfAny('\r', '\n') is >= 0 and var end ? line[..end] : line;
        return line.Length <= MostCharacters ? line.ToString() : $"{line[..MostCharacters]}…";
    }
}
