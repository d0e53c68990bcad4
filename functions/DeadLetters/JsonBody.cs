using System.Text.Json;
using Microsoft.AspNetCore.Http;
using RingRift.Pipeline.Events;

namespace RingRift.Functions.DeadLetters;

/// <summary>Bodies of requests: JSON objects, unknown members refused.</summary>
internal static class JsonBody
{
    /// <exception cref="ArgumentException">The body is no such object.</exception>
    public static async Task<T> ReadAsync<T>(HttpRequest request, CancellationToken cancellationToken)
        where T : class
    {
        try
        {
            return await JsonSerializer.DeserializeAsync<T>(request.Body, EventJson.Options, cancellationToken)
                ?? throw new ArgumentException("body 'null': must be a JSON object");
        }
        catch (JsonException malformed)
        {
            throw new ArgumentException($"body: {malformed.Message}", malformed);
        }
    }
}
