using System.Net.Http.Json;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;

namespace RingRift.Web.Api;

public sealed partial class RunApi
{
    private const string LastEventId = "Last-Event-ID";

    /// <summary>Whether the place that the page came from takes actions.</summary>
    public async Task<bool> TakesActionsAsync() => await (_site ??= ReadSiteAsync()) is { Api: not null, Actions: true };

    /// <summary>The messages of <c>GET /api/live</c>, as they come.</summary>
    /// <param name="position">Id of the last message of before; null to begin.</param>
    /// <param name="once">Only what is there now.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="RunApiException">The functions do not answer, or the stream broke off.</exception>
    public async IAsyncEnumerable<SseItem<string>> LiveAsync(
        string? position, bool once, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var path = once ? "live?once=true" : "live";
        using var response = await OpenAsync(path, position, cancellationToken);
        await using var stream = await response.Content.ReadAsStreamAsync(cancellationToken);
        await using var items = SseParser.Create(stream).EnumerateAsync(cancellationToken).GetAsyncEnumerator(cancellationToken);
        while (await NextAsync(items, path))
        {
            yield return items.Current;
        }
    }

    /// <summary>A chain of events; null where the log holds none of it.</summary>
    /// <exception cref="RunApiException">The functions do not answer.</exception>
    public Task<TraceAnswer?> TraceAsync(string correlation, CancellationToken cancellationToken) =>
        GetAsync($"traces?correlation={Uri.EscapeDataString(correlation)}", ApiJson.Default.TraceAnswer, cancellationToken);

    /// <summary>The newest dead letters of a status.</summary>
    /// <exception cref="RunApiException">The functions do not answer.</exception>
    public Task<DeadLettersAnswer?> DeadLettersAsync(string status, CancellationToken cancellationToken) =>
        GetAsync($"dead-letters?status={status}&take=100", ApiJson.Default.DeadLettersAnswer, cancellationToken);

    /// <summary>A dead letter with its event; null where there is none.</summary>
    /// <exception cref="RunApiException">The functions do not answer.</exception>
    public Task<DeadLetterAnswer?> DeadLetterAsync(string id, CancellationToken cancellationToken) =>
        GetAsync($"dead-letters/{Uri.EscapeDataString(id)}", ApiJson.Default.DeadLetterAnswer, cancellationToken);

    /// <summary>Sends dead letters to their consumers again, or lets them go.</summary>
    /// <param name="action"><c>redrive</c> or <c>discard</c>.</param>
    /// <param name="ids">The letters.</param>
    /// <param name="reason">Why.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="RunApiException">The functions do not answer.</exception>
    public Task<DeadLetterReportAnswer?> ChangeDeadLettersAsync(
        string action, IReadOnlyList<string> ids, string reason, CancellationToken cancellationToken)
    {
        var path = $"dead-letters/{action}";
        return AskAsync(path, async () =>
        {
            using var content = JsonContent.Create(new DeadLetterOrder(ids, reason), ApiJson.Default.DeadLetterOrder);
            using var response = await http.PostAsync(new Uri((await RootAsync())!, path), content, cancellationToken);
            return await ReadAsync(response, path, ApiJson.Default.DeadLetterReportAnswer, cancellationToken);
        });
    }

    /// <summary>The pauses of now.</summary>
    /// <exception cref="RunApiException">The functions do not answer.</exception>
    public async Task<IReadOnlyList<PausedScopeAnswer>> PausesAsync(CancellationToken cancellationToken) =>
        await GetAsync("pauses", ApiJson.Default.PausedScopeAnswerArray, cancellationToken) ?? [];

    /// <summary>The daemons with their health; null where nothing runs.</summary>
    /// <exception cref="RunApiException">The functions do not answer.</exception>
    public Task<DaemonsAnswer?> DaemonsAsync(CancellationToken cancellationToken) =>
        GetAsync("daemons", ApiJson.Default.DaemonsAnswer, cancellationToken);

    private async Task<HttpResponseMessage> OpenAsync(string path, string? position, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri((await RootAsync())!, path));
        if (position is not null)
        {
            request.Headers.TryAddWithoutValidation(LastEventId, position);
        }

        return await AskAsync(
            path, async () => Answered(await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken), path));
    }

    private static async Task<bool> NextAsync(IAsyncEnumerator<SseItem<string>> items, string path)
    {
        try
        {
            return await items.MoveNextAsync();
        }
        catch (Exception broken) when (broken is HttpRequestException or IOException)
        {
            throw new RunApiException($"{path} broke off: {broken.Message}", broken);
        }
    }
}
