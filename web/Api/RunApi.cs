using System.Net;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using RingRift.Game;
using RingRift.Learning.SelfPlay;

namespace RingRift.Web.Api;

/// <summary>The HTTP API of a run's functions, where the page is served beside one.</summary>
/// <param name="http">Asks the place that the page came from.</param>
public sealed partial class RunApi(HttpClient http)
{
    private Task<Site?>? _site;

    /// <summary>Whether there is a run to ask about.</summary>
    public async Task<bool> IsThereAsync() => await RootAsync() is not null;

    /// <summary>Where a champion's network is; null where the page is served without a run.</summary>
    /// <param name="config">Its configuration.</param>
    /// <param name="generation">Its generation, from 1.</param>
    public async Task<Uri?> ModelAsync(GameConfig config, int generation) =>
        await RootAsync() is { } root ? new Uri(root, $"champions/{config.Name}/{generation}/model") : null;

    /// <summary>The configurations whose run was started; none where the page is served without a run.</summary>
    /// <exception cref="RunApiException">The functions do not answer.</exception>
    public async Task<IReadOnlyList<string>> RunsAsync(CancellationToken cancellationToken) =>
        (await GetAsync("runs", ApiJson.Default.RunNames, cancellationToken))?.Runs ?? [];

    /// <summary>The champions of a configuration, oldest first.</summary>
    /// <exception cref="RunApiException">The functions do not answer.</exception>
    public async Task<IReadOnlyList<ChampionEntry>> ChampionsAsync(GameConfig config, CancellationToken cancellationToken) =>
        (await GetAsync($"champions/{config.Name}", ApiJson.Default.ChampionEntries, cancellationToken))?.Champions ?? [];

    /// <summary>Where a run stands; null where it was never started.</summary>
    /// <exception cref="RunApiException">The functions do not answer.</exception>
    public Task<RunAnswer?> RunAsync(string config, CancellationToken cancellationToken) =>
        GetAsync($"runs/{Uri.EscapeDataString(config)}", ApiJson.Default.RunAnswer, cancellationToken);

    /// <summary>What a run waits for; null where it was never started.</summary>
    /// <exception cref="RunApiException">The functions do not answer.</exception>
    public Task<ConditionsAnswer?> ConditionsAsync(string config, CancellationToken cancellationToken) =>
        GetAsync($"runs/{Uri.EscapeDataString(config)}/conditions", ApiJson.Default.ConditionsAnswer, cancellationToken);

    /// <summary>Which games taught which networks; null where the run was never started.</summary>
    /// <exception cref="RunApiException">The functions do not answer.</exception>
    public Task<LineageAnswer?> LineageAsync(string config, CancellationToken cancellationToken) =>
        GetAsync($"runs/{Uri.EscapeDataString(config)}/lineage", ApiJson.Default.LineageAnswer, cancellationToken);

    /// <summary>The stored games of an iteration; null where none are.</summary>
    /// <exception cref="RunApiException">The functions do not answer.</exception>
    public Task<GamesAnswer?> GamesAsync(string config, int iteration, CancellationToken cancellationToken) =>
        GetAsync($"games/{Uri.EscapeDataString(config)}/{iteration}", ApiJson.Default.GamesAnswer, cancellationToken);

    /// <summary>One of them whole; null where it is not stored.</summary>
    /// <exception cref="RunApiException">The functions do not answer.</exception>
    public Task<GameRecord?> GameAsync(string config, int iteration, int shard, int game, CancellationToken cancellationToken) => GetAsync(
        $"games/{Uri.EscapeDataString(config)}/{iteration}/{shard}/{game}", ApiJson.Default.GameRecord, cancellationToken);

    /// <summary>What the functions answer; null for what is not there, and where the page is served without a run.</summary>
    /// <param name="path">Path behind <c>api/</c>.</param>
    /// <param name="type">How to read the answer.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="RunApiException">The functions do not answer, or not in their way.</exception>
    private async Task<T?> GetAsync<T>(string path, JsonTypeInfo<T> type, CancellationToken cancellationToken)
        where T : class
    {
        if (await RootAsync() is not { } root)
        {
            return null;
        }

        return await AskAsync(path, async () =>
        {
            using var response = await http.GetAsync(new Uri(root, path), cancellationToken);
            return response.StatusCode == HttpStatusCode.NotFound ? null : await ReadAsync(response, path, type, cancellationToken);
        });
    }

    private static async Task<T> AskAsync<T>(string path, Func<Task<T>> ask)
    {
        try
        {
            return await ask();
        }
        catch (Exception failure) when (failure is HttpRequestException or JsonException)
        {
            throw new RunApiException($"the functions gave no answer to {path}: {failure.Message}", failure);
        }
    }

    private static async Task<T?> ReadAsync<T>(
        HttpResponseMessage response, string path, JsonTypeInfo<T> type, CancellationToken cancellationToken) =>
        JsonSerializer.Deserialize(await Answered(response, path).Content.ReadAsStringAsync(cancellationToken), type);

    private static HttpResponseMessage Answered(HttpResponseMessage response, string path) => response.IsSuccessStatusCode
        ? response
        : throw new RunApiException($"the functions answered {(int)response.StatusCode} to {path}");

    private async Task<Uri?> RootAsync() =>
        await (_site ??= ReadSiteAsync()) is { Api: { } api } ? new Uri(http.BaseAddress!, api) : null;

    private async Task<Site?> ReadSiteAsync()
    {
        try
        {
            return JsonSerializer.Deserialize(await http.GetStringAsync(new Uri("site.json", UriKind.Relative)), ApiJson.Default.Site);
        }
        catch (Exception missing) when (missing is HttpRequestException or JsonException)
        {
            // Games and rules need nothing of it.
            return null;
        }
    }
}

/// <summary>Functions that gave no answer.</summary>
/// <param name="message">What went wrong.</param>
/// <param name="inner">The cause.</param>
public sealed class RunApiException(string message, Exception? inner = null) : Exception(message, inner);
