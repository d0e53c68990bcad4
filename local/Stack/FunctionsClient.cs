using System.Net;
using System.Net.Http.Json;
using RingRift.Local.Commands;
using RingRift.Pipeline.Conditions;
using RingRift.Pipeline.Daemons;
using RingRift.Pipeline.Events;
using RingRift.Pipeline.Pauses;
using RingRift.Pipeline.Runs;

namespace RingRift.Local.Stack;

/// <summary>The functions' HTTP API.</summary>
internal sealed class FunctionsClient(Uri address) : IDisposable
{
    private readonly HttpClient _http = new() { BaseAddress = address, Timeout = TimeSpan.FromSeconds(30) };

    /// <summary>Whether the host answers.</summary>
    public async Task<bool> IsHealthyAsync(CancellationToken cancellationToken)
    {
        try
        {
            using var response = await _http.GetAsync("api/health", cancellationToken).ConfigureAwait(false);
            return response.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    /// <summary>Starts or resumes a run.</summary>
    /// <exception cref="CommandException">The functions refused.</exception>
    public async Task<RunStarted> StartRunAsync(string config, CancellationToken cancellationToken)
    {
        using var response = await _http.PostAsync($"api/runs/{config}", null, cancellationToken).ConfigureAwait(false);
        return await ReadAsync<RunStarted>(response, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Where a run stands; null before it was started, or when the functions do not answer.</summary>
    public async Task<RunStatus?> TryReadRunAsync(string config, CancellationToken cancellationToken)
    {
        try
        {
            using var response = await _http.GetAsync($"api/runs/{config}", cancellationToken).ConfigureAwait(false);
            return response.StatusCode is HttpStatusCode.NotFound or >= HttpStatusCode.InternalServerError
                ? null
                : await ReadAsync<RunStatus>(response, cancellationToken).ConfigureAwait(false);
        }
        catch (HttpRequestException)
        {
            return null;
        }
        catch (TaskCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return null;
        }
    }

    /// <summary>What a run waits for; null when it was never started.</summary>
    /// <exception cref="CommandException">The functions refused.</exception>
    public async Task<RunConditions?> ReadConditionsAsync(string config, CancellationToken cancellationToken)
    {
        using var response = await _http.GetAsync($"api/runs/{config}/conditions", cancellationToken).ConfigureAwait(false);
        return response.StatusCode == HttpStatusCode.NotFound ? null : await ReadAsync<RunConditions>(response, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>How the daemons are.</summary>
    /// <exception cref="CommandException">The functions refused.</exception>
    public async Task<DaemonReport> ReadDaemonsAsync(CancellationToken cancellationToken)
    {
        using var response = await _http.GetAsync("api/daemons", cancellationToken).ConfigureAwait(false);
        return await ReadAsync<DaemonReport>(response, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Pauses a scope.</summary>
    /// <exception cref="CommandException">The functions refused.</exception>
    public async Task<PauseState> PauseAsync(string scope, PauseRequest request, CancellationToken cancellationToken)
    {
        using var response = await _http.PostAsJsonAsync($"api/pauses/{scope}", request, EventJson.Options, cancellationToken).ConfigureAwait(false);
        return await ReadAsync<PauseState>(response, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Lifts pauses of a scope: one owner's, or all (null).</summary>
    /// <exception cref="CommandException">The functions refused.</exception>
    public async Task<IReadOnlyList<Pause>> ResumeAsync(string scope, string? owner, CancellationToken cancellationToken)
    {
        var query = owner is null ? string.Empty : $"?owner={Uri.EscapeDataString(owner)}";
        using var response = await _http.DeleteAsync($"api/pauses/{scope}{query}", cancellationToken).ConfigureAwait(false);
        return await ReadAsync<IReadOnlyList<Pause>>(response, cancellationToken).ConfigureAwait(false);
    }

    public void Dispose() => _http.Dispose();

    private static async Task<T> ReadAsync<T>(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        if (!response.IsSuccessStatusCode)
        {
            var body = await response.Content.ReadAsStringAsync(cancellationToken).ConfigureAwait(false);
            throw new CommandException($"{response.RequestMessage?.RequestUri}: the functions answered {(int)response.StatusCode}: {body}");
        }

        return await response.Content.ReadFromJsonAsync<T>(EventJson.Options, cancellationToken).ConfigureAwait(false)
            ?? throw new CommandException($"{response.RequestMessage?.RequestUri}: the functions answered null");
    }
}
