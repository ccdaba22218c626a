"""The views of the database: the questions that a researcher asks first, answered over the tables.

In: nothing. Out: for each view what it holds and its query. `matrix` and `timeline` give the rows of the files of those names.
"""

from __future__ import annotations

_LABELS = """(SELECT group_concat(label, '; ') FROM (
    SELECT p.label FROM stands_positions AS l JOIN positions AS p USING (question, position)
    WHERE l.source = s.source AND l.question = s.question AND l.number = s.number ORDER BY l.position_number))"""
_CLAIMS = """(SELECT group_concat(claim, ' ') FROM (
    SELECT l.claim FROM stands_claims AS l
    WHERE l.source = s.source AND l.question = s.question AND l.number = s.number ORDER BY l.position_number))"""

VIEWS = {
    "matrix": (
        "Question by source: the position, whose it is, and the claims that carry it.",
        f"""SELECT c.question, c.source, coalesce(s.number, 0) AS number, q.short AS asked, o.mark, c.cell,
  {_LABELS} AS positions, s.voice, s.voice_kind, s.manner, s.wording,
  {_CLAIMS} AS claims, c.nearest
FROM codings AS c
JOIN questions AS q USING (question)
JOIN sources AS o USING (source)
LEFT JOIN stands AS s USING (source, question)
ORDER BY q.rowid, o.rowid, s.number""",
    ),
    "timeline": (
        "Publications of the sources and the events that they mention, in order.",
        """SELECT date, kind, what, id FROM (
  SELECT issued AS date, 'publication' AS kind, title AS what, source AS id, issued_earliest AS first FROM sources
  UNION ALL SELECT date, 'event', name, event, date_earliest FROM events)
ORDER BY first, id, kind""",
    ),
    "ledger": (
        "The forecasts with their source and its date: what was foreseen, by whom, and what came of it.",
        """SELECT o.mark, o.issued, f.claim, f.attributed, f.voice, f.event, f.condition, f.condition_status,
  f.horizon, f.outcome, f.outcome_because, f.judged_on
FROM forecasts AS f JOIN claims AS c USING (claim) JOIN sources AS o USING (source)
ORDER BY o.rowid, f.rowid""",
    ),
    "accusations": (
        "Every accusation with the accused and what stands against it; none is established here.",
        """SELECT o.mark, c.claim, c.attributed, c.voice, c.stance,
  (SELECT group_concat(name, '; ') FROM (SELECT e.name FROM claims_accuses AS a JOIN entities AS e USING (entity)
    WHERE a.claim = c.claim ORDER BY a.number)) AS accused, c.against, c.against_text
FROM claims AS c JOIN sources AS o USING (source)
WHERE c.claim IN (SELECT claim FROM claims_accuses)
ORDER BY c.rowid""",
    ),
    "said_of": (
        "Every claim about an entity, with the name that the source gives it.",
        """SELECT e.entity, e.name, o.mark, c.claim, c.attributed, c.class, n.as_named
FROM claims_entities AS l JOIN entities AS e USING (entity) JOIN claims AS c USING (claim)
JOIN sources AS o USING (source) LEFT JOIN names AS n ON n.claim = c.claim AND n.entity = e.entity
ORDER BY e.rowid, c.rowid""",
    ),
    "who_speaks": (
        "How many claims of each source each voice carries; the one who says it, not those who pass it on.",
        """SELECT o.mark, c.voice, c.voice_kind, count(*) AS claims
FROM claims AS c JOIN sources AS o USING (source)
GROUP BY o.rowid, c.voice, c.voice_kind
ORDER BY o.rowid, claims DESC, c.voice""",
    ),
}
