using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using RingRift.Eventing.Json;
using RingRift.Local.Arguments;
using RingRift.Pipeline.Holds;
using RingRift.Pipeline.Operations.Conditions;
using RingRift.Pipeline.Operations.Daemons;
using RingRift.Pipeline.Operations.Retention;
using RingRift.Pipeline.Runs;

namespace RingRift.Local.Stack;

/// <summary>The functions' HTTP API.</summary>
/// <param name="address">Where they listen.</param>
/// <param name="clock">Clock of limits and pauses.</param>
/// <param name="transport">Carries the requests; null for the network.</param>
internal sealed class FunctionsClient(Uri address, TimeProvider clock, HttpMessageHandler? transport = null) : IDisposable
{
    /// <summary>How long one request may take.</summary>
    public static readonly TimeSpan AnswerTimeout = TimeSpan.FromSeconds(30);

    /// <summary>Pause before a start that was not answered, or answered by a fault of the functions, is asked for again.</summary>
    public static readonly TimeSpan BetweenStarts = TimeSpan.FromSeconds(2);

    private const int StartAttempts = 5;

    private readonly HttpClient _http = new(transport ?? new SocketsHttpHandler())
    {
        BaseAddress = address,
        Timeout = Timeout.InfiniteTimeSpan,
    };

    /// <summary>Whether the host answers.</summary>
    public async Task<bool> IsHealthyAsync(CancellationToken cancellationToken)
    {
        try
        {
            using var response = await SendAsync(HttpMethod.Get, "api/health", cancellationToken).ConfigureAwait(false);
            return response.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    /// <summary>Starts or resumes a run. Asking several times has the effect of asking once, so a passing fault is asked over.</summary>
    /// <exception cref="CommandException">The functions refused, or could not be reached or do it again and again.</exception>
    public async Task<RunStarted> StartRunAsync(string config, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                using var response = await SendAsync(HttpMethod.Post, $"api/runs/{config}", cancellationToken).ConfigureAwait(false);
                if (response.StatusCode < HttpStatusCode.InternalServerError || attempt == StartAttempts)
                {
                    return await ReadAsync<RunStarted>(response, cancellationToken).ConfigureAwait(false);
                }
            }
            catch (HttpRequestException fault) when (attempt == StartAttempts)
            {
                throw new CommandException($"the run of {config} could not be started in {StartAttempts} attempts: {fault.Message}", fault);
            }
            catch (HttpRequestException)
            {
                // Asked again below.
            }

            await Task.Delay(BetweenStarts, clock, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Where a run stands; null before it was started, or when the functions do not answer.</summary>
    public async Task<RunStatus?> TryReadRunAsync(string config, CancellationToken cancellationToken)
    {
        try
        {
            using var response = await SendAsync(HttpMethod.Get, $"api/runs/{config}", cancellationToken).ConfigureAwait(false);
            return response.StatusCode is HttpStatusCode.NotFound or >= HttpStatusCode.InternalServerError
                ? null
                : await ReadAsync<RunStatus>(response, cancellationToken).ConfigureAwait(false);
        }
        catch (HttpRequestException)
        {
            return null;
        }
    }

    /// <summary>What a run waits for; null when it was never started.</summary>
    /// <exception cref="CommandException">The functions refused.</exception>
    public async Task<RunConditions?> ReadConditionsAsync(string config, CancellationToken cancellationToken)
    {
        using var response = await SendAsync(HttpMethod.Get, $"api/runs/{config}/conditions", cancellationToken).ConfigureAwait(false);
        return response.StatusCode == HttpStatusCode.NotFound
            ? null
            : await ReadAsync<RunConditions>(response, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>How the daemons are.</summary>
    /// <exception cref="CommandException">The functions refused.</exception>
    public async Task<DaemonReport> ReadDaemonsAsync(CancellationToken cancellationToken)
    {
        using var response = await SendAsync(HttpMethod.Get, "api/daemons", cancellationToken).ConfigureAwait(false);
        return await ReadAsync<DaemonReport>(response, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>What retention would delete now.</summary>
    /// <exception cref="CommandException">The functions refused.</exception>
    public async Task<RetentionReport> ReadRetentionAsync(CancellationToken cancellationToken)
    {
        using var response = await SendAsync(HttpMethod.Get, "api/retention", cancellationToken).ConfigureAwait(false);
        return await ReadAsync<RetentionReport>(response, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Pauses a scope.</summary>
    /// <exception cref="CommandException">The functions refused.</exception>
    public async Task<PauseState> PauseAsync(string scope, PauseRequest request, CancellationToken cancellationToken)
    {
        using var response = await SendAsync(
            HttpMethod.Post, $"api/pauses/{scope}", cancellationToken,
            JsonContent.Create(request, options: EventJson.Options)).ConfigureAwait(false);
        return await ReadAsync<PauseState>(response, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Lifts pauses of a scope: one owner's, or all (null).</summary>
    /// <exception cref="CommandException">The functions refused.</exception>
    public async Task<IReadOnlyList<Pause>> ResumeAsync(string scope, string? owner, CancellationToken cancellationToken)
    {
        var query = owner is null ? string.Empty : $"?owner={Uri.EscapeDataString(owner)}";
        using var response = await SendAsync(HttpMethod.Delete, $"api/pauses/{scope}{query}", cancellationToken).ConfigureAwait(false);
        return await ReadAsync<IReadOnlyList<Pause>>(response, cancellationToken).ConfigureAwait(false);
    }

    public void Dispose() => _http.Dispose();

    /// <summary>One request with its whole answer.</summary>
    /// <exception cref="HttpRequestException">The functions could not be reached, or did not answer in time.</exception>
    private async Task<HttpResponseMessage> SendAsync(
        HttpMethod method, string path, CancellationToken cancellationToken, HttpContent? content = null)
    {
        using var limit = new CancellationTokenSource(AnswerTimeout, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        using var request = new HttpRequestMessage(method, path) { Content = content };
        try
        {
            return await _http.SendAsync(request, either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw new HttpRequestException(
                $"{new Uri(address, path)}: the functions did not answer within {AnswerTimeout.TotalSeconds:0} seconds", exception);
        }
    }

    private static async Task<T> ReadAsync<T>(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        if (!response.IsSuccessStatusCode)
        {
            var body = await response.Content.ReadAsStringAsync(cancellationToken).ConfigureAwait(false);
            throw new CommandException(
                $"{response.RequestMessage?.RequestUri}: the functions answered {(int)response.StatusCode}: {StackFault.FirstLine(body)}");
        }

        try
        {
            return await response.Content.ReadFromJsonAsync<T>(EventJson.Options, cancellationToken).ConfigureAwait(false)
                ?? throw new CommandException($"{response.RequestMessage?.RequestUri}: the functions answered null");
        }
        catch (Exception exception) when (exception is JsonException or NotSupportedException)
        {
            throw new CommandException(
                $"{response.RequestMessage?.RequestUri}: this is no answer of the functions ({response.Content.Headers.ContentType}): {StackFault.FirstLine(exception.Message)}", exception);
        }
    }
}
