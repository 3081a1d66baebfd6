-- Made when the tables are full: so they are quicker to make, and smaller.

CREATE UNIQUE INDEX node_id ON node (id);
CREATE INDEX node_type ON node (type, families DESC, mentions DESC, name);
CREATE INDEX form_folded ON form (folded, how, node);
CREATE INDEX form_node ON form (node, how);
CREATE UNIQUE INDEX speech_id ON speech (id);
CREATE UNIQUE INDEX speech_order ON speech (place_in_order);
CREATE INDEX speech_talk ON speech (talk, version_of);
CREATE INDEX speech_family ON speech (family);
CREATE INDEX edge_out ON edge (source, type, families DESC, count DESC, target, target_type, inferred);
CREATE INDEX edge_in ON edge (target, type, families DESC, count DESC, source, source_type, inferred);
CREATE INDEX edge_speech_by_speech ON edge_speech (speech, edge);
CREATE INDEX sentence_speech ON sentence (speech, start);
CREATE INDEX mention_node ON mention (node, speech, start);
CREATE INDEX mention_speech ON mention (speech, start);
CREATE INDEX judgement_left ON judgement (type, left);
CREATE INDEX judgement_right ON judgement (type, right);
CREATE INDEX fill_speech ON fill (speech, start);
CREATE INDEX fill_node ON fill (node);
CREATE INDEX segment_pair ON segment (speech, other_speech, start);
CREATE INDEX doubt_speech ON doubt (speech);
CREATE INDEX standing_first ON standing (type, fold, by_first);
CREATE INDEX standing_count ON standing (type, fold, by_count);
CREATE INDEX standing_name ON standing (type, fold, by_name);
CREATE INDEX standing_similar ON standing (type, fold, by_similar);
