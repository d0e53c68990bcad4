using System.Net.Sockets;

namespace RingRift.Local.Stack;

/// <summary>
/// Asks a part of the stack now and then whether it answers at all: any HTTP answer is one, for a part that is ill may mend itself.
/// </summary>
/// <param name="address">Where to ask; null while that is not known.</param>
/// <param name="clock">Clock of the stack.</param>
internal sealed class Liveness(Func<Uri?> address, TimeProvider clock) : IDisposable
{
    /// <summary>How long one answer may take: a machine with more to do than processors is slow.</summary>
    public static readonly TimeSpan AnswerTimeout = TimeSpan.FromSeconds(10);

    /// <summary>Silence after which a part that has answered before counts as hanging.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(45);

    /// <summary>Time a part has from its start to its first answer.</summary>
    public static readonly TimeSpan StartPatience = TimeSpan.FromMinutes(2);

    private static readonly TimeSpan BetweenQuestions = TimeSpan.FromSeconds(5);

    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false }) { Timeout = Timeout.InfiniteTimeSpan };

    /// <summary>How long it has been silent; null while it answers, and before it first did.</summary>
    public TimeSpan? Silent { get; private set; }

    /// <summary>Whether something answers at an address.</summary>
    public async Task<bool> AnswersAsync(Uri question, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(AnswerTimeout, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            using var answer = await _http.GetAsync(question, HttpCompletionOption.ResponseHeadersRead, either.Token).ConfigureAwait(false);
            return true;
        }
        catch (Exception exception) when (exception is HttpRequestException or SocketException or IOException
            || (exception is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return false;
        }
    }

    /// <summary>Ends when a part that has just been started hangs; never while nobody knows where to ask it.</summary>
    public async Task UntilHangingAsync(CancellationToken cancellationToken)
    {
        var (answered, patience) = (clock.GetTimestamp(), StartPatience);
        for (Silent = null; (Silent ?? TimeSpan.Zero) < Patience;)
        {
            await Task.Delay(BetweenQuestions, clock, cancellationToken).ConfigureAwait(false);
            if (address() is not { } question || await AnswersAsync(question, cancellationToken).ConfigureAwait(false))
            {
                (answered, Silent) = (clock.GetTimestamp(), null);
                patience = address() is null ? StartPatience : Patience;
            }
            else if (clock.GetElapsedTime(answered) is var silent && (patience == Patience || silent >= patience))
            {
                Silent = silent;
            }
        }
    }

    public void Dispose() => _http.Dispose();
}
