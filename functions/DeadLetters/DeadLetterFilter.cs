using System.Globalization;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http;
using RingRift.Eventing.DeadLetters;
using RingRift.Game;

namespace RingRift.Functions.DeadLetters;

/// <summary>Conditions on dead letters as callers give them; all hold together.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record DeadLetterFilter
{
    /// <summary>open, redriven or discarded.</summary>
    public string? Status { get; init; }

    /// <summary>Name of the consumer.</summary>
    public string? Consumer { get; init; }

    /// <summary>Type of the event, for example SELFPLAY_COMPLETE.</summary>
    public string? Type { get; init; }

    /// <summary>Config, for example hex8_2p.</summary>
    public string? Config { get; init; }

    /// <summary>Correlation of the event.</summary>
    public string? Correlation { get; init; }

    /// <summary>Text within the reason or error.</summary>
    public string? Text { get; init; }

    /// <summary>Given up last at or after this time: ISO 8601, or a time ago such as 2h.</summary>
    public string? From { get; init; }

    /// <summary>Given up last before this time: ISO 8601, or a time ago such as 2h.</summary>
    public string? To { get; init; }

    /// <summary>The filter of a query string.</summary>
    public static DeadLetterFilter Of(IQueryCollection query)
    {
        ArgumentNullException.ThrowIfNull(query);
        return new DeadLetterFilter
        {
            Status = query["status"].FirstOrDefault(),
            Consumer = query["consumer"].FirstOrDefault(),
            Type = query["type"].FirstOrDefault(),
            Config = query["config"].FirstOrDefault(),
            Correlation = query["correlation"].FirstOrDefault(),
            Text = query["text"].FirstOrDefault(),
            From = query["from"].FirstOrDefault(),
            To = query["to"].FirstOrDefault(),
        };
    }

    /// <summary>The query it stands for.</summary>
    /// <param name="now">What times ago count from (UTC).</param>
    /// <exception cref="ArgumentException">A value breaks its rule.</exception>
    public DeadLetterQuery ToQuery(DateTimeOffset now) => new()
    {
        Status = StatusOf(Status),
        Consumer = Consumer,
        EventType = Type,
        Config = Config is null || GameConfig.TryParse(Config, out _)
            ? Config
            : throw new ArgumentException($"config '{Config}': must be a board, '_', 2 to 4 players and 'p', for example hex8_2p"),
        CorrelationId = Correlation,
        Text = Text,
        From = TimeText.Read("from", From, now),
        To = TimeText.Read("to", To, now),
    };

    private static DeadLetterStatus? StatusOf(string? text) => text switch
    {
        null or "" => null,
        _ when !int.TryParse(text, CultureInfo.InvariantCulture, out _) && Enum.TryParse<DeadLetterStatus>(text, ignoreCase: true, out var status) => status,
        _ => throw new ArgumentException($"status '{text}': must be open, redriven or discarded"),
    };
}
